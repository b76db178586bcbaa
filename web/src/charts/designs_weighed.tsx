/** The designs for ending the war side by side. */
import { FIXED, handed, type Plain } from "../asked";
import { Chart, TableView, type ChartProps } from "../figure";

export default function DesignsWeighed({ figure }: ChartProps) {
  const found = handed<Plain>("designs_weighed");
  if (!found) return null;
  return (
    <Chart figure={figure} table={() => found} fixed note={FIXED}>
      <TableView table={found} caption={figure.title} />
    </Chart>
  );
}

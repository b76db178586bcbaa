/** Where this workbench runs, in words. */
import { session } from "../state";
export { isEmpty, mayWrite, session } from "../state";

export const link_text = (): string => (session.value?.share ? `${location.host}, shared on the network` : `${location.hostname}, this computer only`);

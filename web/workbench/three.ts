/** Numbers of the form as three values with their bounds. */
import type { Field } from "./documents";
import type { Bounds, Three } from "./shared/handles";

/** Return a number's three values; a number without them is no distribution. */
export function threeOf(value: unknown): { three: Three; single: boolean } | null {
  if (typeof value === "number") return { three: [value, value, value], single: true };
  if (!value || typeof value !== "object") return null;
  const v = value as { low?: unknown; mode?: unknown; high?: unknown; value?: unknown };
  if (typeof v.value === "number") return { three: [v.value, v.value, v.value], single: true };
  if (typeof v.low === "number" && typeof v.mode === "number" && typeof v.high === "number") return { three: [v.low, v.mode, v.high], single: false };
  return null;
}

export const boundsOf = (allowed: Field["allowed"]): Bounds | null => (allowed && !Array.isArray(allowed) ? allowed : null);

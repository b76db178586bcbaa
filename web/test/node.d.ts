declare module "node:test" { export function test(name: string, run: () => void): void }
declare module "node:assert/strict" {
  const assert: { equal(a: unknown, b: unknown): void; deepEqual(a: unknown, b: unknown): void; ok(a: unknown): void };
  export default assert;
}

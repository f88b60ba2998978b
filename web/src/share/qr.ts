/** A text as a QR code; what makes it is loaded when the first one is wanted. */

export type Qr = {
  /** Modules along one side, without the quiet zone of four that belongs around it. */
  readonly size: number;
  isDark(x: number, y: number): boolean;
};

/** Bytes that the largest code holds. */
const MOST_BYTES = 2_953;

/** The code; null where the text does not fit into one. */
export async function qr(text: string): Promise<Qr | null> {
  const { length } = new TextEncoder().encode(text);
  if (length > MOST_BYTES) return null;
  const { encode } = await import("uqr");
  try {
    const { size, data } = encode(text, { ecc: "L", boostEcc: true, border: 0 });
    return { size, isDark: (x, y) => data[y]?.[x] === true };
  } catch {
    return null;
  }
}

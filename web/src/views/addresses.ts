/** Addresses of the server in its networks; none where it does not say: then a QR code shows this page's. */
export async function serverAddresses(): Promise<readonly string[]> {
  try {
    const { urls } = (await (await fetch("/addresses")).json()) as { urls?: unknown };
    return Array.isArray(urls) ? urls.filter((it): it is string => typeof it === "string") : [];
  } catch {
    return [];
  }
}

/** Addresses of the server in its networks, for devices beside this one. */

/** None where the server does not tell them. */
export async function serverAddresses(): Promise<readonly string[]> {
  try {
    const { urls } = (await (await fetch("/addresses")).json()) as { urls?: unknown };
    return Array.isArray(urls) ? urls.filter((it): it is string => typeof it === "string") : [];
  } catch {
    return [];
  }
}

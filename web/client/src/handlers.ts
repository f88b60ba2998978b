/** Functions of the page that are called with what happens. */

export type Handler = (...told: never[]) => unknown;

/** The handlers of each event. */
export type Handlers = Map<string, Set<Handler>>;

/** Adds a handler; gives the function that takes it away. */
export function add(handlers: Handlers, type: string, handler: Handler): () => void {
  const ofType = handlers.get(type) ?? new Set();
  handlers.set(type, ofType.add(handler));
  return () => void ofType.delete(handler);
}

/** Calls the handlers of an event; an error of one is no matter of the others. */
export function call(handlers: Handlers, type: string, ...told: unknown[]): void {
  for (const handler of handlers.get(type) ?? []) {
    // There is nobody to throw it at: it is told where the page's author looks.
    (async () => handler(...(told as never[])))().catch(console.error);
  }
}

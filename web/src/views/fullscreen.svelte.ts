/** Full screen, where the browser has it. */

export function fullScreen() {
  let isOn = $state(document.fullscreenElement !== null);
  $effect(() => {
    const changed = () => (isOn = document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  });
  return {
    get isOn() {
      return isOn;
    },
    isPossible: document.fullscreenEnabled === true,
    toggle() {
      const done = isOn ? document.exitFullscreen() : document.documentElement.requestFullscreen();
      // The browser has the last word.
      done.catch(() => undefined);
    },
  };
}

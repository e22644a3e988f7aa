/** Two soft notes for a reply that is not looked at. Made on the spot: a sound file would be loaded by everybody. */

import type { Store } from "../store";

const NOTES_HZ = [660, 880];
const NOTE_S = 0.14;
const LOUDNESS = 0.08;

/** Silent where the browser allows no sound before a click. */
export function ring(): void {
  try {
    const context = new AudioContext();
    NOTES_HZ.forEach((frequency, place) => {
      const [tone, volume] = [context.createOscillator(), context.createGain()];
      const start = context.currentTime + place * NOTE_S;
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(LOUDNESS, start);
      volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_S);
      tone.connect(volume).connect(context.destination);
      tone.start(start);
      tone.stop(start + NOTE_S);
      if (place === NOTES_HZ.length - 1) tone.onended = () => void context.close();
    });
  } catch {
    // a browser without sound
  }
}

/** Who turns it on hears at once what it is. */
export function switchSound(store: Store): void {
  store.sound.value = !store.sound.value;
  store.panel.value = "none";
  if (store.sound.value) ring();
}

/**
 * Alerts for waiting customers: a two-tone sound, a number in the tab's title, and a desktop notification
 * if the agent allows it. Oscillators make the sound, so no file can fail to load.
 */

import { signal } from "@preact/signals";
import { localStore } from "../../shared/storage/storage";

const SOUND_KEY = "baton.console.sound";
const TONES: readonly (readonly [frequency: number, start: number])[] = [
  [660, 0],
  [880, 0.16],
];

export const soundOn = signal(localStore.readText(SOUND_KEY) !== "off");
export const notificationPermission = signal<NotificationPermission | "unsupported">(
  typeof Notification === "undefined" ? "unsupported" : Notification.permission,
);

let audio: AudioContext | undefined;

export function setSound(on: boolean): void {
  soundOn.value = on;
  localStore.writeText(SOUND_KEY, on ? "on" : "off");
  if (on) playAlert();
}

/** Browsers allow sound only after a first click or key; call this then. */
export function unlockSound(): void {
  audio ??= typeof AudioContext === "undefined" ? undefined : new AudioContext();
  void audio?.resume();
}

export function playAlert(): void {
  if (!soundOn.value || audio?.state !== "running") return;
  for (const [frequency, start] of TONES) playTone(audio, frequency, audio.currentTime + start);
}

function playTone(context: AudioContext, frequency: number, at: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0.0001, at);
  gain.gain.exponentialRampToValueAtTime(0.15, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.24);
}

export async function askForNotifications(): Promise<void> {
  if (typeof Notification === "undefined") return;
  notificationPermission.value = await Notification.requestPermission();
}

/** Shown only while the page is hidden; a notification with the same `tag` replaces the earlier one. */
export function notifyDesktop(title: string, body: string, tag: string, onClick: () => void): void {
  if (notificationPermission.value !== "granted" || document.hasFocus()) return;
  const notification = new Notification(title, { body, tag });
  notification.onclick = () => {
    window.focus();
    notification.close();
    onClick();
  };
}

export function setTitle(base: string, waiting: number): void {
  document.title = waiting > 0 ? `(${waiting}) ${base}` : base;
}

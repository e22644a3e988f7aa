/** The time zone in which a new department's hours start: the company's, else the browser's. */

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { WidgetSettings } from "../../shared/api/contract";
import { useConsole } from "../app/context";

export function useCompanyZone(): ReadonlySignal<string> {
  const { api } = useConsole();
  const zone = useSignal(Intl.DateTimeFormat().resolvedOptions().timeZone);
  useEffect(() => {
    api
      .get<WidgetSettings>("/widget-settings")
      .then(({ time_zone }) => {
        if (time_zone) zone.value = time_zone;
      })
      .catch(() => undefined); // the browser's will do
  }, [api]);
  return zone;
}

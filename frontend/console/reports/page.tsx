/** The Reports page: supervisors see every report, agents their own figures. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Report, ReportFilters } from "../../shared/api/contract";
import { Button, Spinner } from "../../shared/components/basics";
import { useRead } from "../../shared/staff/read";
import { hasRole } from "../../shared/staff/roles";
import { hrefOf } from "../../shared/staff/route";
import { fullTime } from "../../shared/time/time";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";
import { Comments } from "./comments";
import { Figures } from "./figures";
import { FilterForm } from "./filters";
import { codeTitle, valueText } from "./labels";
import { Plot } from "./plot";
import { csvAddress, EVERYTHING, isEmpty, queryOf, sharesOf, TABS, type Tab, type Wanted } from "./reports";
import { SamplePage } from "./sample";
import { SeriesCard } from "./series";
import "./reports.css";

export function ReportsPage({ id }: { id: string | null }): JSX.Element {
  const words = useConsoleWords();
  const { api, me } = useConsole();
  const wanted = useSignal<Wanted>(EVERYTHING);
  const known = useRead(() => api.get<ReportFilters>("/reports/filters"), "filters", words);
  const tabs: readonly Tab[] = hasRole(me, "supervisor") ? TABS : ["own"];
  const tab = tabs.find((each) => each === id) ?? (tabs[0] as Tab);
  const daysOnly = tab === "own" || tab === "sample";
  const limits = daysOnly
    ? { ...EVERYTHING, since: wanted.value.since, until: wanted.value.until }
    : wanted.value;
  return (
    <main id="content" class="staff-page" tabIndex={-1}>
      <div class="staff-page-inner reports">
        <h1>{words(tabs.length > 1 ? "reports_title" : "tab_own")}</h1>
        {tabs.length > 1 && (
          <nav class="report-tabs" aria-label={words("reports_title")}>
            {tabs.map((each) => (
              <a key={each} href={hrefOf("reports", each)} aria-current={each === tab ? "page" : undefined}>
                {words(`tab_${each}`)}
              </a>
            ))}
          </nav>
        )}
        {known.failure && <p class="field-error">{known.failure}</p>}
        {known.value && (
          <FilterForm
            known={known.value}
            wanted={wanted.value}
            daysOnly={daysOnly}
            onChange={(next) => (wanted.value = next)}
          />
        )}
        {tab === "sample" ? (
          <SamplePage wanted={limits} />
        ) : (
          <ReportView key={tab} name={tab} wanted={limits} known={known.value} />
        )}
      </div>
    </main>
  );
}

interface ViewProps {
  name: Report["report"];
  wanted: Wanted;
  known: ReportFilters | null;
}

function ReportView({ name, wanted, known }: ViewProps): JSX.Element {
  const words = useConsoleWords();
  const { api } = useConsole();
  const read = useRead(
    () => api.get<Report>(`/reports/${name}`, queryOf(wanted)),
    name + JSON.stringify(wanted),
    words,
  );
  const report = read.value;
  if (read.failure)
    return (
      <p class="staff-notice" role="alert">
        {read.failure}{" "}
        <Button small onClick={read.again}>
          {words("try_again")}
        </Button>
      </p>
    );
  if (!report) return <Spinner label={words("loading")} />;
  const title = words(`tab_${name}`);
  return (
    <div class="report" aria-busy={read.busy}>
      <p class="staff-hint" role="status">
        {words("reports_as_of", {
          time: report.counted_at ? fullTime(report.counted_at, words.locale) : words("reports_never"),
          zone: report.time_zone,
        })}
        {report.left > 0 && ` ${words.count("reports_left", report.left)}`}
      </p>
      {isEmpty(report) ? (
        <p class="staff-empty staff-card">{words("reports_empty")}</p>
      ) : (
        <>
          <Figures figures={report.figures} title={title} />
          <p>
            <a class="button button-plain button-small" href={csvAddress(name, wanted, "figures")} download>
              {words("reports_csv")}
              <span class="visually-hidden">: {title}</span>
            </a>
          </p>
          {name === "containment" && <Truth report={report} />}
          {report.series
            .filter(({ key }) => key !== "ends")
            .map((series) => (
              <SeriesCard key={series.key} series={series} report={name} wanted={wanted} known={known} />
            ))}
          {(name === "satisfaction" || name === "own") && <Comments comments={report.comments} />}
        </>
      )}
    </div>
  );
}

/** What became of the conversations, all together and with how sure each share is: no part stands alone. */
function Truth({ report }: { report: Report }): JSX.Element {
  const words = useConsoleWords();
  return (
    <section class="staff-card" aria-labelledby="truth-heading">
      <h2 id="truth-heading">{words("series_ends")}</h2>
      <Plot
        title={words("series_ends")}
        bars={sharesOf(report.figures, (key) => codeTitle(key, words))}
        lying
        text={(value) => valueText(value, "share", words)}
      />
      <p class="staff-hint">{words("reports_formula")}</p>
    </section>
  );
}

package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	browserlog "github.com/chromedp/cdproto/log"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// needBrowser is the variable that turns a missing browser into a failure.
const needBrowser = "CHATCOMPAT_NEED_BROWSER"

// visitor is a page open in a browser.
type visitor struct {
	t   testing.TB
	ctx context.Context
	url string

	mu     sync.Mutex
	faults []string // errors of the console, exceptions and dialogs
}

// browse opens a page of the findings in headless Chromium; nil where there is none.
func browse(t testing.TB, meta Meta, findings []audit.Finding, summary audit.Summary) *visitor {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		const advice = "no chromium to test the page in; install Debian's package chromium"
		if os.Getenv(needBrowser) == "1" {
			t.Fatal(advice)
		}
		t.Log("NOT TESTED IN A BROWSER: " + advice)
		return nil
	}
	file := filepath.Join(t.TempDir(), "board.html")
	if err := os.WriteFile(file, []byte(pageOf(t, meta, findings, summary)), 0o666); err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.WindowSize(1280, 900))
	allocated, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(allocated)
	t.Cleanup(closeTab)
	v := &visitor{t: t, ctx: ctx, url: fileURL(file)}
	v.do(chromedp.Navigate("about:blank"))
	ctx, expire := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(expire)
	v.ctx = ctx
	if err := chromedp.Listen(ctx, v.notice); err != nil {
		t.Fatal(err)
	}
	v.do(chromedp.Navigate(v.url))
	return v
}

func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// notice keeps what a page that works does not cause. Whatever breaks the
// policy is an entry of the log.
func (v *visitor) notice(event any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		v.faults = append(v.faults, "exception: "+e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		v.faults = append(v.faults, "console: "+string(e.Type))
	case *browserlog.EventEntryAdded:
		v.faults = append(v.faults, "log: "+e.Entry.Text)
	case *cdppage.EventJavascriptDialogOpening:
		v.faults = append(v.faults, "dialog: "+e.Message)
	}
}

func (v *visitor) do(steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	if err := chromedp.Do(v.ctx, steps...); err != nil {
		v.t.Fatal(err)
	}
}

// eval runs an expression and returns its value.
func eval[T any](v *visitor, expression string) T {
	v.t.Helper()
	value, err := chromedp.Run(v.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		v.t.Fatal(err)
	}
	return value
}

// run runs statements.
func run(statements string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](statements)
}

// until waits for a condition.
func until(condition string) chromedp.Action[chromedp.Void] {
	return chromedp.Poll[chromedp.Void](condition, chromedp.WithPollingTimeout(time.Minute))
}

func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(selector))
}

// expect compares the value of an expression.
func expect[T comparable](v *visitor, what, expression string, want T) {
	v.t.Helper()
	if got := eval[T](v, expression); got != want {
		v.t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func (v *visitor) noFaults() {
	v.t.Helper()
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.faults) > 0 {
		v.t.Errorf("the browser complains: %q", v.faults)
	}
}

const (
	countText  = `document.getElementById('count').textContent`
	drawnRows  = `document.getElementById('list').tBodies[0].rows.length`
	firstCells = `Array.from(document.getElementById('list').tBodies[0].rows, r => r.cells[1].children[0].textContent)`
)

func TestPageFiltersAndSortsInABrowser(t *testing.T) {
	meta, findings, summary := estateOf(300)
	v := browse(t, meta, findings, summary)
	if v == nil {
		return
	}
	expect(v, "count at first", countText, "300 of 300 findings")
	expect(v, "rows drawn at first", drawnRows+" < 300", true)

	cell := summary.Matrix[1]
	v.do(click(`.grid tbody tr:nth-child(1) td:nth-child(3) a`))
	want := thousands(cell.Pairs) + " of 300 findings"
	expect(v, "count after a click on the grid", countText, want)
	expect(v, "verdicts in that cell", `[...new Set(Array.from(document.querySelectorAll('#list tbody td:first-child bdi:first-child'), b => b.textContent))].join()`, "Incompatible")
	expect(v, "address", `new URLSearchParams(location.hash.slice(1)).get('server-version')`, "Lync Server 2010")

	v.do(chromedp.Reload())
	expect(v, "count after loading the address again", countText, want)
	v.do(chromedp.NavigateBack())
	v.do(until(countText + ` === '300 of 300 findings'`))

	owner := findings[0].Field(10)
	v.do(chromedp.SetValue(chromedp.CSS(`#f-owner`), owner), run(`document.getElementById('f-owner').dispatchEvent(new Event('change'))`))
	n := len(slices.DeleteFunc(slices.Clone(findings), func(f audit.Finding) bool { return f.Field(10) != owner }))
	expect(v, "count of an owner's findings", countText, thousands(n)+" of 300 findings")
	v.do(click(`#reset`), chromedp.SendKeys(chromedp.CSS(`#q`), "incident chat003"))
	n = len(slices.DeleteFunc(slices.Clone(findings), func(f audit.Finding) bool {
		return !strings.Contains(f.Application, "Incident") || !strings.Contains(f.Server, "chat003")
	}))
	v.do(until(countText + ` === '` + thousands(n) + ` of 300 findings'`))

	v.do(click(`#reset`), click(`#list button[data-key=application]`))
	names := eval[[]string](v, firstCells)
	if !slices.IsSortedFunc(names, compareNatural) || len(names) < 100 {
		t.Errorf("sorted by application the rows are %q", names)
	}
	v.do(click(`#list button[data-key=application]`))
	names = eval[[]string](v, firstCells)
	slices.Reverse(names)
	if !slices.IsSortedFunc(names, compareNatural) {
		t.Errorf("sorted by application backwards the rows are %q", names)
	}
	expect(v, "aria-sort", `document.querySelector('#list button[data-key=application]').closest('th').ariaSort`, "descending")
	v.noFaults()
}

func TestPageExportsInABrowser(t *testing.T) {
	meta, findings, summary := fixture()
	checks := audit.NewChecks(audit.Rules{}, audit.Facts{}) // their list has the titles that CSV tells
	checks.Add(findings)
	summary.Advisories, summary.Checks = checks.Result()
	v := browse(t, meta, findings, summary)
	if v == nil {
		return
	}
	dir := t.TempDir()
	if _, err := chromedp.Call(v.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}); err != nil {
		t.Fatal(err)
	}
	v.do(click(`#csv`))
	text, bom := strings.CutPrefix(string(waitForFile(t, filepath.Join(dir, "findings.csv"))), "\ufeff")
	if !bom || !strings.Contains(text, `'=cmd|'/c calc'!A1 <script>`) {
		t.Errorf("the downloaded file lacks its byte order mark or the guard of a formula:\n%s", text)
	}
	format, _ := FormatByName("csv")
	meta.Sort = []string{"risk", "application", "server"}
	got, want := recordsOf(t, text), recordsOf(t, render(t, format, meta, findings, summary))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the downloaded file differs from the CSV format:\n%s", diff)
	}

	v.do(run(`navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }`),
		click(`#copy`), until(`window.copied`))
	copied := eval[string](v, `window.copied`)
	if lines := strings.Split(strings.TrimSpace(copied), "\n"); len(lines) != len(findings)+2 || !strings.Contains(copied, `\<script\>`) {
		t.Errorf("copied as Markdown:\n%s", copied)
	}
	v.noFaults()
}

// recordsOf reads CSV as lines of cells, with values on one line and with hidden
// characters spelled out, as the page shows them.
func recordsOf(t *testing.T, text string) [][]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records {
		for i, cell := range record {
			record[i] = strings.Join(strings.Fields(visible(cell)), " ")
		}
	}
	return records
}

func waitForFile(t *testing.T, path string) []byte {
	t.Helper()
	for range 600 {
		if data, err := os.ReadFile(path); err == nil && len(data) > 0 {
			return data
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("the browser did not write %s", filepath.Base(path))
	return nil
}

func TestPageHoldsBackAHostileInventoryInABrowser(t *testing.T) {
	meta, findings, summary := hostile()
	v := browse(t, meta, findings, summary)
	if v == nil {
		return
	}
	expect(v, "count", countText, thousands(len(findings))+" of "+thousands(len(findings))+" findings")
	expect(v, "scripts", `document.scripts.length`, 2)
	expect(v, "images and frames", `document.querySelectorAll('img, iframe, object, embed, base, form').length`, 0)
	expect(v, "handlers", `Array.from(document.querySelectorAll('*')).filter(e => Array.from(e.attributes).some(a => a.name.startsWith('on'))).length`, 0)
	expect(v, "requests", `performance.getEntriesByType('resource').filter(e => !e.name.startsWith('data:')).length`, 0)
	v.noFaults()
}

// TestPageKeepsTopRisksOnScreenBesideALongWord: the columns beside a name without a
// space stay in sight.
func TestPageKeepsTopRisksOnScreenBesideALongWord(t *testing.T) {
	meta, findings, summary := estateOf(30)
	for i := range findings {
		findings[i].Pair.Application = strings.Repeat("x", 500)
	}
	v := browse(t, meta, findings, summary)
	if v == nil {
		return
	}
	expect(v, "top risks fit", `(s => s.scrollWidth <= s.clientWidth)(document.querySelector('#top .scroll'))`, true)
	expect(v, "links are underlined", `getComputedStyle(document.querySelector('#top th bdi')).textDecorationLine`, "underline")
}

// TestPageFitsAPhone: no word of any length, of the title, a filter, a path or a
// hash, makes the page wider than the screen.
func TestPageFitsAPhone(t *testing.T) {
	meta, findings, summary := fixture()
	long := strings.Repeat("x", 300)
	meta.Title, meta.PreparedFor = long, long
	meta.Options = []Option{{Name: "exclude", Value: "site=" + long}}
	meta.Excluded = 1
	meta.Files[0].Path = long + ".csv"
	meta.OwnMatrix = &OwnMatrixFile{Path: long + ".csv", SHA256: strings.Repeat("0123456789abcdef", 4)}
	meta.Overrides = []audit.Override{{API: inventory.GroupChat2010API, Server: inventory.OCS2007R2, Verdict: audit.Incompatible, Vendor: audit.Compatible, Covered: true, Reason: long}}
	meta.Problems = []inventory.Problem{{Message: long, Value: long}}
	findings[0].Application, findings[0].Server, findings[0].Reason = long, long, long
	v := browse(t, meta, findings, summary)
	if v == nil {
		return
	}
	v.do(chromedp.EmulateViewport(360, 800))
	eval[bool](v, `document.querySelectorAll('details').forEach(d => d.open = true) ?? true`)
	expect(v, "width", `document.documentElement.scrollWidth`, 360)
	v.noFaults()
}

func TestPagePrints(t *testing.T) {
	meta, findings, summary := estateOf(300)
	v := browse(t, meta, findings, summary)
	if v == nil {
		return
	}
	pdf, err := chromedp.Run(v.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	// 300 findings of at least three lines fill some twenty sheets.
	if pages := bytes.Count(pdf, []byte("/Type /Page\n")); pages < 12 {
		t.Errorf("printed on %d sheets; are all findings there?", pages)
	}
	if dir := os.Getenv("CHATCOMPAT_KEEP"); dir != "" {
		os.WriteFile(filepath.Join(dir, "page.pdf"), pdf, 0o666)
	}
	v.noFaults()
}

func TestPageIsAccessible(t *testing.T) {
	_, findings, _ := fixture()
	s := rulesSample()
	s.findings = append(s.findings, findings[len(s.findings):]...)
	v := browse(t, s.meta, s.findings, s.summary())
	if v == nil {
		return
	}
	axe, err := os.ReadFile(os.Getenv("CHATCOMPAT_AXE"))
	if err != nil {
		const advice = `CHATCOMPAT_AXE names no axe.min.js; run: eval "$(.ci/browser)"`
		if os.Getenv(needBrowser) == "1" {
			t.Fatal(advice)
		}
		t.Log("NOT TESTED FOR ACCESSIBILITY: " + advice)
		return
	}
	for _, scheme := range []string{"light", "dark"} {
		if _, err := chromedp.Call(v.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
			t.Fatal(err)
		}
		v.do(run(`document.querySelectorAll('details').forEach(d => d.open = true)`),
			run(string(axe)))
		violations := eval[string](v, `axe.run().then(r => JSON.stringify(r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html)])))`)
		var list []any
		if err := json.Unmarshal([]byte(violations), &list); err != nil || len(list) > 0 {
			t.Errorf("%s scheme: axe-core finds %s", scheme, violations)
		}
	}
	v.noFaults()
}

// TestPageOfTenThousandFindings: what a page does at once must not grow with its
// findings, however long it takes; BenchmarkPageInABrowser says how long.
func TestPageOfTenThousandFindings(t *testing.T) {
	meta, findings, summary := estateOf(10000)
	v := browse(t, meta, findings, summary)
	if v == nil {
		return
	}
	expect(v, "count", countText, "10,000 of 10,000 findings")
	expect(v, "rows drawn at first", drawnRows, 100)
	if _, err := chromedp.Call(v.ctx, performance.Enable, performance.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	before := v.layouts()
	eval[float64](v, timed(filterBySite))
	inLeeds := slices.DeleteFunc(slices.Clone(findings), func(f audit.Finding) bool { return f.Field(inventory.FieldSite) != "Leeds" })
	expect(v, "findings in Leeds", countText, thousands(len(inLeeds))+" of 10,000 findings")
	expect(v, "rows drawn of Leeds", drawnRows, 100)
	eval[float64](v, timed(searchForServer))
	eval[float64](v, timed(sortByApplication))
	if n := v.layouts() - before; n > 20 {
		t.Errorf("the page was laid out %v times for a filter, a search and a sort", n)
	}
	v.noFaults()
}

const (
	filterBySite      = `const s = document.getElementById('f-site'); s.value = 'Leeds'; s.dispatchEvent(new Event('change'))`
	searchForServer   = `history.replaceState(null, '', '#q=chat003'); dispatchEvent(new Event('hashchange'))`
	sortByApplication = `document.querySelector('#list button[data-key=application]').click()`
)

// timed is an expression for the milliseconds until the page is laid out after some statements.
func timed(statements string) string {
	return `(() => { const t = performance.now(); ` + statements + `; document.body.offsetHeight; return performance.now() - t })()`
}

// layouts counts how often the page has been laid out.
func (v *visitor) layouts() float64 {
	v.t.Helper()
	got, err := chromedp.Call(v.ctx, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		v.t.Fatal(err)
	}
	i := slices.IndexFunc(got.Metrics, func(m *performance.Metric) bool { return m.Name == "LayoutCount" })
	if i < 0 {
		v.t.Fatal("the browser does not count layouts")
	}
	return got.Metrics[i].Value
}

// BenchmarkPageInABrowser says after how many milliseconds a page of 10,000 findings
// answers, and how long its first filter and a search take.
func BenchmarkPageInABrowser(b *testing.B) {
	meta, findings, summary := estateOf(10000)
	v := browse(b, meta, findings, summary)
	if v == nil {
		return
	}
	var ready, filter, search float64
	for b.Loop() {
		v.do(chromedp.Navigate("about:blank"), chromedp.Navigate(v.url))
		ready += eval[float64](v, `performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd`)
		filter += eval[float64](v, timed(filterBySite))
		search += eval[float64](v, timed(searchForServer))
	}
	for unit, total := range map[string]float64{"interactive-ms": ready, "filter-ms": filter, "search-ms": search} {
		b.ReportMetric(total/float64(b.N), unit)
	}
}

package report

import (
	"chatcompat/audit"

	"github.com/xuri/excelize/v2"
)

// fontFamily is Excel's usual one; other programs have metrics-compatible ones.
const fontFamily = "Calibri"

// paint is a fill and the ink on it, as RGB in hexadecimal.
type paint struct{ fill, ink string }

// The colours of verdicts and risks differ in lightness as well as in hue, and
// always stand beside the word, so that nobody depends on telling red from green.
var (
	verdictPaints = [...]paint{
		audit.Incompatible:       {"9B2C1A", "FFFFFF"},
		audit.MayBeCompatible:    {"F2C14E", "2B2100"},
		audit.NotAssessed:        {"596270", "FFFFFF"},
		audit.Compatible:         {"CFE5F5", "0B3A5B"},
		audit.CompatibleByDesign: {"1F6391", "FFFFFF"},
	}
	riskPaints = [...]paint{
		audit.HighRisk:    verdictPaints[audit.Incompatible],
		audit.UnknownRisk: verdictPaints[audit.NotAssessed],
		audit.MediumRisk:  verdictPaints[audit.MayBeCompatible],
		audit.LowRisk:     verdictPaints[audit.Compatible],
		audit.NoRisk:      verdictPaints[audit.CompatibleByDesign],
	}
	headPaint  = paint{"1B2A3D", "FFFFFF"}
	inputPaint = paint{"FFF9E3", "1B2A3D"} // cells that people fill in
	quietPaint = paint{"EEF1F5", "1B2A3D"}
)

// Colours of lines, of links and of text that steps back.
const (
	lineColour  = "C9D0DA"
	linkColour  = "0B5CAD"
	quietColour = "566072"
	textColour  = "1B2A3D"
)

// styles are the styles of the workbook by their use.
type styles struct {
	head, text, wrapped, quiet, number, centred    int
	input, inputDay, sum, sumText, link, wrapLink  int
	title, subtitle, section, note, noteLink       int
	linkCentred                                    int
	figure, figureLabel, gridHead, gridRow, advice int
	verdict, verdictBig, verdictSmall, outcome     []int // by Verdict
	risk                                           []int // by Risk
}

func (w *workbook) newStyles() styles {
	left := func(wrap bool) *excelize.Alignment {
		return &excelize.Alignment{Vertical: "top", WrapText: wrap}
	}
	centre := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	day := "yyyy-mm-dd"
	s := styles{
		head:        w.paint(headPaint, 10, true, &excelize.Alignment{Vertical: "center", WrapText: true}),
		text:        w.plain(textColour, left(false), nil),
		wrapped:     w.plain(textColour, left(true), nil),
		quiet:       w.plain(quietColour, left(false), nil),
		number:      w.plain(textColour, &excelize.Alignment{Vertical: "top", Horizontal: "right"}, new("#,##0")),
		centred:     w.plain(textColour, &excelize.Alignment{Vertical: "top", Horizontal: "center"}, new("#,##0")),
		input:       w.filled(inputPaint, left(true), nil),
		inputDay:    w.filled(inputPaint, left(false), &day),
		link:        w.linked(left(false)),
		wrapLink:    w.linked(left(true)),
		linkCentred: w.linked(&excelize.Alignment{Vertical: "top", Horizontal: "center"}),
		title:       w.font(20, true, textColour, nil),
		subtitle:    w.font(11, false, quietColour, nil),
		section:     w.section(),
		note:        w.font(10, false, quietColour, left(true)),
		noteLink:    w.style(&excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: 10, Color: linkColour, Underline: "single"}}),
		figure:      w.paint(quietPaint, 20, true, centre),
		figureLabel: w.paint(quietPaint, 10, false, centre),
		gridHead:    w.paint(headPaint, 10, true, centre),
		gridRow:     w.paint(headPaint, 10, true, &excelize.Alignment{Vertical: "center", WrapText: true}),
		sum:         w.sum("right"),
		sumText:     w.sum("left"),
		advice:      w.font(11, false, textColour, left(true)),
	}
	for _, p := range verdictPaints {
		s.verdict = append(s.verdict, w.paint(p, 10, true, left(true)))
		s.verdictBig = append(s.verdictBig, w.paint(p, 18, true, centre))
		s.verdictSmall = append(s.verdictSmall, w.paint(p, 10, false, centre))
		s.outcome = append(s.outcome, w.paint(p, 14, true, &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true, Indent: 1}))
	}
	for _, p := range riskPaints {
		s.risk = append(s.risk, w.paint(p, 10, true, left(true)))
	}
	return s
}

func (w *workbook) style(s *excelize.Style) int {
	id, err := w.book.NewStyle(s)
	w.try(err)
	return id
}

func (w *workbook) plain(colour string, a *excelize.Alignment, format *string) int {
	return w.style(&excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: 10, Color: colour}, Alignment: a, CustomNumFmt: format, Border: hairline()})
}

func (w *workbook) linked(a *excelize.Alignment) int {
	return w.style(&excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: 10, Color: linkColour, Underline: "single"}, Alignment: a, Border: hairline()})
}

func (w *workbook) font(size float64, bold bool, colour string, a *excelize.Alignment) int {
	return w.style(&excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: size, Bold: bold, Color: colour}, Alignment: a})
}

func (w *workbook) paint(p paint, size float64, bold bool, a *excelize.Alignment) int {
	return w.style(&excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: size, Bold: bold, Color: p.ink}, Fill: solid(p.fill), Alignment: a, Border: hairline()})
}

func (w *workbook) filled(p paint, a *excelize.Alignment, format *string) int {
	return w.style(&excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: 10, Color: p.ink}, Fill: solid(p.fill), Alignment: a, CustomNumFmt: format, Border: hairline()})
}

func (w *workbook) section() int {
	return w.style(&excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: 13, Bold: true, Color: textColour},
		Border: []excelize.Border{{Type: "bottom", Style: 2, Color: headPaint.fill}}})
}

func (w *workbook) sum(horizontal string) int {
	return w.style(&excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: 10, Bold: true, Color: textColour}, Fill: solid(quietPaint.fill),
		Alignment: &excelize.Alignment{Vertical: "top", Horizontal: horizontal}, CustomNumFmt: new("#,##0"),
		Border: []excelize.Border{{Type: "top", Style: 2, Color: headPaint.fill}}})
}

func solid(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

// hairline is the thin line that separates cells.
func hairline() []excelize.Border {
	var lines []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		lines = append(lines, excelize.Border{Type: side, Style: 1, Color: lineColour})
	}
	return lines
}

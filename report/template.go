package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"chatcompat/inventory"
)

// templateSheet is one sheet of the empty inventory.
type templateSheet struct {
	name, title string
	columns     []templateColumn
}

// templateColumn is one column of the empty inventory. The example stands above
// the header, where readers of inventories look for no data.
type templateColumn struct {
	header, example string
	width           float64
	allowed         []string // values of the drop-down; nil has none
	meaning         string
}

// templateRows is how many rows below the header have drop-downs.
const templateRows = 2000

// templateHeader is the row of the headers, below a title and an example.
const templateHeader = 4

func templateSheets() []templateSheet {
	yesNo := []string{"yes", "no"}
	var apis, servers []string
	for _, a := range inventory.APIs()[:3] {
		apis = append(apis, a.String())
	}
	for _, s := range inventory.ServerVersions() {
		servers = append(servers, s.String())
	}
	return []templateSheet{
		{"Applications", "Applications: one row for each application, with the API it was authored with", []templateColumn{
			{"Application ID", "APP-0001", 15, nil, "A short id that never changes; the sheet Targets refers to it"},
			{"Application", "Helpdesk bot", 30, nil, "The name that people use"},
			{"API version", apis[1], 38, apis, "The API that the application was authored with; a build number or an assembly name will do"},
			{"Uses category management", "no", 14, yesNo, "Whether it creates or changes categories of rooms; decides the risk on Lync Server 2013"},
			{"Uses user management", "no", 14, yesNo, "Whether it creates or changes users and user groups; decides the risk on Lync Server 2013"},
			{"API members", "", 28, nil, "Members of the API that it calls, if known, separated by semicolons"},
			{"UCMA", "UCMA 3.0", 12, nil, "The UCMA generation it was built with, if known"},
			{"Endpoint type", "ApplicationEndpoint", 20, []string{"UserEndpoint", "ApplicationEndpoint"}, "How it signs in"},
			{"Owner", "Service Desk Tools", 24, nil, "The team that answers for it"},
			{"Criticality", "High", 12, []string{"High", "Medium", "Low"}, "How much the business depends on it"},
			{"Environment", "Production", 14, []string{"Production", "Test", "Development"}, "Where it runs"},
			{"Business service", "IT support", 22, nil, "The service that it is a part of"},
			{"Notes", "", 30, nil, "Anything else; kept and shown in reports"},
		}},
		{"Servers", "Servers: one row for each chat server, with its version", []templateColumn{
			{"Server", "chat01.contoso.example", 34, nil, "The full host name"},
			{"Pool", "chatpool.contoso.example", 34, nil, "The full name of its pool, if it has one"},
			{"Server version", servers[0], 34, servers, "The product; a build number such as 5.0.8308.887 will do"},
			{"Site", "London", 16, nil, "Where it stands"},
			{"Environment", "Production", 14, []string{"Production", "Test", "Development"}, "What it is used for"},
			{"Notes", "", 30, nil, "Anything else; kept and shown in reports"},
		}},
		{"Targets", "Targets: one row for each server that an application is deployed against", []templateColumn{
			{"Application ID", "APP-0001", 15, nil, "The id of the sheet Applications"},
			{"Application", "Helpdesk bot", 30, nil, "Its name, where it has no id"},
			{"Server", "chatpool.contoso.example", 34, nil, "A server or a pool of the sheet Servers"},
			{"Notes", "", 30, nil, "Anything else; kept and shown in reports"},
		}},
	}
}

// WriteTemplate writes an empty inventory as a workbook: sheets for
// applications, servers and targets with drop-downs and an example, and a data
// dictionary. The bytes are the same every time.
func WriteTemplate(out io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	t := &templateWriter{file: f}
	t.styles()
	for i, s := range templateSheets() {
		t.sheet(i, s)
	}
	t.dictionary()
	if t.err == nil {
		t.err = f.SetDocProps(&excelize.DocProperties{Title: "Inventory of chat applications and servers", Creator: "chatcompat",
			Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"})
	}
	f.SetActiveSheet(0)
	if t.err != nil {
		return t.err
	}
	return f.Write(out)
}

// templateWriter builds the workbook; the first error sticks.
type templateWriter struct {
	file                                   *excelize.File
	title, example, header, text, wrapText int
	err                                    error
}

func (t *templateWriter) do(err error) {
	if t.err == nil {
		t.err = err
	}
}

func (t *templateWriter) style(s *excelize.Style) int {
	id, err := t.file.NewStyle(s)
	t.do(err)
	return id
}

func (t *templateWriter) styles() {
	t.title = t.style(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14, Color: "1F3864"}})
	t.example = t.style(&excelize.Style{Font: &excelize.Font{Italic: true, Color: "595959"}, NumFmt: 49})
	t.header = t.style(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F3864"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	t.text = t.style(&excelize.Style{NumFmt: 49})
	t.wrapText = t.style(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
}

func (t *templateWriter) add(index int, name string) {
	if index == 0 {
		t.do(t.file.SetSheetName("Sheet1", name))
		return
	}
	_, err := t.file.NewSheet(name)
	t.do(err)
}

func (t *templateWriter) cell(sheet string, col, row int, text string, style int) {
	name, err := excelize.CoordinatesToCellName(col, row)
	t.do(err)
	t.do(t.file.SetCellStr(sheet, name, text))
	t.do(t.file.SetCellStyle(sheet, name, name, style))
}

func (t *templateWriter) sheet(index int, s templateSheet) {
	t.add(index, s.name)
	t.cell(s.name, 1, 1, s.title, t.title)
	for i, c := range s.columns {
		letter, err := excelize.ColumnNumberToName(i + 1)
		t.do(err)
		t.do(t.file.SetColWidth(s.name, letter, letter, c.width))
		t.do(t.file.SetColStyle(s.name, letter, t.text))
		example := c.example
		if i == 0 {
			example = "Example: " + example
		}
		t.cell(s.name, i+1, templateHeader-2, example, t.example)
		t.cell(s.name, i+1, templateHeader, c.header, t.header)
		t.dropDown(s.name, letter, c)
	}
	t.do(t.file.SetRowHeight(s.name, templateHeader, 32))
	t.do(t.file.SetPanes(s.name, &excelize.Panes{Freeze: true, YSplit: templateHeader,
		TopLeftCell: fmt.Sprintf("A%d", templateHeader+1), ActivePane: "bottomLeft"}))
}

// dropDown offers the allowed values. Other texts are let through with a
// warning, since builds and assembly names are right, too.
func (t *templateWriter) dropDown(sheet, letter string, c templateColumn) {
	if c.allowed == nil {
		return
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s%d:%[1]s%[3]d", letter, templateHeader+1, templateHeader+templateRows)
	t.do(v.SetDropList(c.allowed))
	v.SetError(excelize.DataValidationErrorStyleWarning, c.header, "The list holds the usual values. Keep what you typed?")
	v.SetInput(c.header, c.meaning)
	t.do(t.file.AddDataValidation(sheet, v))
}

// dictionary explains every column.
func (t *templateWriter) dictionary() {
	const name = "Data dictionary"
	t.add(1, name)
	for i, h := range []struct {
		text  string
		width float64
	}{{"On sheet", 16}, {"Heading", 28}, {"What to enter", 70}, {"Usual values", 60}} {
		letter, err := excelize.ColumnNumberToName(i + 1)
		t.do(err)
		t.do(t.file.SetColWidth(name, letter, letter, h.width))
		t.cell(name, i+1, 1, h.text, t.header)
	}
	row := 1
	for _, s := range templateSheets() {
		for _, c := range s.columns {
			row++
			for i, text := range []string{s.name, c.header, c.meaning, strings.Join(c.allowed, ", ")} {
				t.cell(name, i+1, row, text, t.wrapText)
			}
		}
	}
	t.do(t.file.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

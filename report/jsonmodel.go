package report

import (
	"chatcompat/audit"
	"chatcompat/inventory"
)

// The objects of a saved result, key by key. Writing and reading share them.
type (
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonInput struct {
		Path   string      `json:"path"`
		SHA256 string      `json:"sha256"`
		Bytes  int64       `json:"bytes"`
		Tables []jsonTable `json:"tables"`
	}
	jsonTable struct {
		Sheet      string         `json:"sheet"`
		Shape      string         `json:"shape"`
		HeaderRow  int            `json:"headerRow"`
		Rows       int            `json:"rows"`
		Columns    []jsonColumn   `json:"columns"`
		Accounting jsonAccounting `json:"accounting"`
		Encoding   string         `json:"encoding"`
		Delimiter  string         `json:"delimiter"`
		Hidden     bool           `json:"hidden"`
		Notes      []string       `json:"notes"`
	}
	jsonColumn struct {
		Header string `json:"header"`
		Field  string `json:"field"`
	}
	jsonAccounting struct {
		Paired     int `json:"paired"`
		Joined     int `json:"joined"`
		Unused     int `json:"unused"`
		Duplicate  int `json:"duplicate"`
		Excluded   int `json:"excluded"`
		Blank      int `json:"blank"`
		Unreadable int `json:"unreadable"`
	}
	jsonProblem struct {
		At      jsonPos `json:"at"`
		Column  string  `json:"column"`
		Value   string  `json:"value"`
		Message string  `json:"message"`
	}
	jsonSummary struct {
		Pairs        int            `json:"pairs"`
		Applications int            `json:"applications"`
		Servers      int            `json:"servers"`
		Mixed        int            `json:"mixed"`
		Verdicts     map[string]int `json:"verdicts"`
		Risks        map[string]int `json:"risks"`
		Matrix       []jsonCell     `json:"matrix"`
	}
	jsonCell struct {
		API    string `json:"api"`
		Server string `json:"server"`
		Pairs  int    `json:"pairs"`
	}
	jsonFinding struct {
		Key            string            `json:"key"`
		Pair           string            `json:"pair"`
		Application    string            `json:"application"`
		ApplicationID  string            `json:"applicationId"`
		ApplicationKey string            `json:"applicationKey"`
		At             jsonPos           `json:"at"`
		Also           []jsonPos         `json:"also"`
		API            jsonReading       `json:"api"`
		Server         jsonServer        `json:"server"`
		Verdict        string            `json:"verdict"`
		Cause          string            `json:"cause"`
		Risk           string            `json:"risk"`
		Mixed          bool              `json:"mixed"`
		Reason         string            `json:"reason"`
		Remedy         string            `json:"remedy"`
		Rule           string            `json:"rule"`
		Basis          string            `json:"basis"`
		Advisories     []string          `json:"advisories"`
		Fields         map[string]string `json:"fields"`
		Extra          jsonExtra         `json:"extra"`
		Problems       []jsonProblem     `json:"problems"`
	}
	jsonReading struct {
		Written    string  `json:"written"`
		Version    string  `json:"version"`
		Recognised string  `json:"recognised"`
		Cause      string  `json:"cause"`
		Detail     string  `json:"detail"`
		At         jsonPos `json:"at"`
	}
	jsonServer struct {
		Name string `json:"name"`
		Key  string `json:"key"`
		jsonReading
		EndOfSupport string            `json:"endOfSupport"` // "" where the vendor names none; not read back
		Fields       map[string]string `json:"fields"`
	}
)

func findingToJSON(f *audit.Finding) jsonFinding {
	return jsonFinding{
		Key: f.Key, Pair: f.PairKey,
		Application: f.Application, ApplicationID: f.ApplicationID, ApplicationKey: f.ApplicationKey,
		At: jsonPos(f.At), Also: each(f.Also, func(p inventory.Pos) jsonPos { return jsonPos(p) }),
		API: readingToJSON(f.API, f.API.Version.Key()),
		Server: jsonServer{
			Name: f.Server, Key: f.ServerKey,
			jsonReading:  readingToJSON(f.ServerVersion, f.ServerVersion.Version.Key()),
			EndOfSupport: endOfSupport(f.ServerVersion.Version),
			Fields:       valuesToJSON(f.ServerFields),
		},
		Verdict: f.Verdict.Key(), Cause: f.Cause.Key(), Risk: f.Risk.Key(), Mixed: f.Mixed,
		Reason: f.Reason, Remedy: f.Remedy, Rule: f.Rule, Basis: f.Basis(),
		Advisories: each(f.Advisories, func(id string) string { return id }),
		Fields:     valuesToJSON(f.Fields), Extra: jsonExtra(f.Extra), Problems: problemsToJSON(f.Problems),
	}
}

func readingToJSON[V inventory.API | inventory.ServerVersion](r inventory.Reading[V], key string) jsonReading {
	return jsonReading{
		Written: r.Written, Version: key, Recognised: r.Certainty.Key(),
		Cause: r.Cause.Key(), Detail: r.Detail, At: jsonPos(r.At),
	}
}

func valuesToJSON(values inventory.Values) map[string]string {
	fields := make(map[string]string, len(values))
	for _, v := range values {
		fields[v.Field.Key()] = v.Text
	}
	return fields
}

func problemsToJSON(problems []inventory.Problem) []jsonProblem {
	return each(problems, func(p inventory.Problem) jsonProblem {
		return jsonProblem{jsonPos(p.At), p.Column, p.Value, p.Message}
	})
}

func inputsToJSON(files []inventory.File) []jsonInput {
	return each(files, func(f inventory.File) jsonInput {
		return jsonInput{f.Path, f.SHA256, f.Bytes, each(f.Tables, tableToJSON)}
	})
}

func tableToJSON(t inventory.Table) jsonTable {
	return jsonTable{
		Sheet: t.Sheet, Shape: t.Shape.Key(), HeaderRow: t.HeaderRow, Rows: t.Rows,
		Columns: each(t.Columns, func(c inventory.Column) jsonColumn {
			return jsonColumn{c.Header, c.Field.Key()}
		}),
		Accounting: jsonAccounting(t.Accounting),
		Encoding:   t.Encoding, Delimiter: t.Delimiter, Hidden: t.Hidden,
		Notes: each(t.Notes, func(note string) string { return note }),
	}
}

func summaryToJSON(s audit.Summary) jsonSummary {
	j := jsonSummary{
		Pairs: s.Pairs, Applications: s.Applications, Servers: s.Servers, Mixed: s.Mixed,
		Verdicts: map[string]int{}, Risks: map[string]int{},
		Matrix: each(s.Matrix, func(c audit.Cell) jsonCell {
			return jsonCell{c.API.Key(), c.Server.Key(), c.Pairs}
		}),
	}
	for _, v := range audit.Verdicts() {
		j.Verdicts[v.Key()] = s.Verdicts[v]
	}
	for _, r := range audit.Risks() {
		j.Risks[r.Key()] = s.Risks[r]
	}
	return j
}

// each converts a list; an empty one is [] in JSON, never null.
func each[A, B any](list []A, convert func(A) B) []B {
	converted := make([]B, 0, len(list))
	for _, a := range list {
		converted = append(converted, convert(a))
	}
	return converted
}

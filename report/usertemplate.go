package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"text/template"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TemplateError is a mistake in a template of the user's; its text begins with
// the template's file and line.
type TemplateError struct{ message string }

func (e *TemplateError) Error() string { return e.message }

// userTemplate renders a template of the user's over the object of the json
// format: a map with the same keys, numbers as numbers. The whole result is
// kept until the last finding is known, and nothing is written where the
// template fails.
type userTemplate struct {
	out    io.Writer
	parsed *template.Template
	object bytes.Buffer
	json   Writer
}

// parseTemplate makes the format of a template. Name is its file.
func parseTemplate(name, text string) (Format, error) {
	parsed, err := template.New(name).Option("missingkey=error").Funcs(templateFuncs).Parse(strings.TrimPrefix(text, "\ufeff"))
	if err != nil {
		return Format{}, templateError(err)
	}
	return Format{Name: "template", Help: name, New: func(out io.Writer, meta Meta) Writer {
		w := &userTemplate{out: out, parsed: parsed}
		w.json = newJSON(&w.object, meta)
		return w
	}}, nil
}

// Write keeps the findings of a block.
func (w *userTemplate) Write(block []audit.Finding) error { return w.json.Write(block) }

// Close renders the template.
func (w *userTemplate) Close(s audit.Summary) error {
	if err := w.json.Close(s); err != nil {
		return err
	}
	decoder := json.NewDecoder(&w.object)
	decoder.UseNumber()
	var object any
	if err := decoder.Decode(&object); err != nil {
		return err
	}
	var text bytes.Buffer
	if err := w.parsed.Execute(&text, withNumbers(object)); err != nil {
		return templateError(err)
	}
	_, err := w.out.Write(text.Bytes())
	return err
}

// withNumbers makes integers and fractions of the numbers in a decoded value.
func withNumbers(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key := range v {
			v[key] = withNumbers(v[key])
		}
	case []any:
		for i := range v {
			v[i] = withNumbers(v[i])
		}
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return int(n)
		}
		if n, err := v.Float64(); err == nil {
			return n
		}
	}
	return value
}

var missingKey = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`executing ".*" at (<.*>): map has no entry for key (".*")$`)
})

// templateError words an error of a template for whoever wrote it.
func templateError(err error) error {
	message := strings.TrimPrefix(err.Error(), "template: ")
	message = missingKey().ReplaceAllString(message, "$1: there is no key $2; the keys are those of -o json, and {{field \"NAME\" .}} reads a field that may be missing")
	return &TemplateError{visible(message)}
}

// templateFuncs is what templates may call beside the language's own.
var templateFuncs = template.FuncMap{
	"csv":      templateCSV,
	"markdown": func(v any) string { return markdownEscaper.Replace(visible(templateText(v))) },
	"text":     func(v any) string { return visible(templateText(v)) },
	"html":     func(v any) string { return html.EscapeString(visible(templateText(v))) },
	"json":     templateJSON,
	"join":     templateJoin,
	"lower":    func(v any) string { return strings.ToLower(templateText(v)) },
	"upper":    func(v any) string { return strings.ToUpper(templateText(v)) },
	"field":    templateField,
	"where":    templateWhere,
	"words":    templateWords,
}

func templateText(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// templateCSV is a cell of CSV that no spreadsheet runs as a formula.
func templateCSV(v any) string { return string(appendCSVText(nil, templateText(v))) }

func templateJSON(v any) (string, error) {
	data, err := sarifJSON(v)
	return string(data), err
}

// templateJoin joins the texts of a list: join ", " .advisories.
func templateJoin(separator string, list any) (string, error) {
	v := reflect.ValueOf(list)
	if v.Kind() != reflect.Slice {
		return "", fmt.Errorf("join wants a list, not %s", inventory.Quote(templateText(list)))
	}
	var texts []string
	for i := range v.Len() {
		texts = append(texts, templateText(v.Index(i).Interface()))
	}
	return strings.Join(texts, separator), nil
}

// templateField is a value that may be missing: of the object itself, of its
// fields, of its server's fields or of its unknown columns; "" where there is
// none: field "owner" .
func templateField(name string, object any) (any, error) {
	m, ok := object.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("field wants an object, not %s", inventory.Quote(templateText(object)))
	}
	server, _ := m["server"].(map[string]any)
	for _, fields := range []any{m, m["fields"], server["fields"], m["extra"]} {
		if fields, ok := fields.(map[string]any); ok {
			if value, ok := fields[name]; ok {
				return value, nil
			}
		}
	}
	return "", nil
}

// templateWhere lists the objects of which a value is one of those wanted:
// where .findings "server.version" "lync-server-2013".
func templateWhere(list []any, path string, wanted ...any) ([]any, error) {
	found := []any{}
	for _, item := range list {
		value, err := templateLookUp(item, path)
		if err != nil {
			return nil, err
		}
		for _, w := range wanted {
			if templateText(value) == templateText(w) {
				found = append(found, item)
				break
			}
		}
	}
	return found, nil
}

// templateLookUp follows the keys of a path; the last may be that of a field.
func templateLookUp(item any, path string) (any, error) {
	keys := strings.Split(path, ".")
	for i, key := range keys {
		m, ok := item.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s holds no objects", inventory.Quote(strings.Join(keys[:i], ".")))
		}
		value, ok := m[key]
		if !ok && i == len(keys)-1 {
			if _, isField := inventory.ParseField(key); isField {
				return templateField(key, m)
			}
		}
		if !ok {
			return nil, fmt.Errorf("there is no key %s", inventory.Quote(path))
		}
		item = value
	}
	return item, nil
}

// templateWords are the words on screen for a key: words "verdict" .verdict,
// words "api" .api.version, words "server" .server.version. A version that is
// not known has none.
func templateWords(kind string, key any) (string, error) {
	text := templateText(key)
	switch kind {
	case "verdict":
		for _, v := range audit.Verdicts() {
			if v.Key() == text {
				return v.String(), nil
			}
		}
		return "", fmt.Errorf("there is no verdict %s", inventory.Quote(text))
	case "api":
		api, _ := inventory.APIByKey(text)
		return api.String(), nil
	case "server":
		version, _ := inventory.ServerVersionByKey(text)
		return version.String(), nil
	}
	return "", fmt.Errorf("words wants \"verdict\", \"api\" or \"server\", not %s", inventory.Quote(kind))
}

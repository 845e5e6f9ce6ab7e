package main

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"chatcompat/report"
)

// parseTemplateOutput reads the rest of -o template=FILE[=PATH] and the template itself.
func parseTemplateOutput(format report.Format, value, rest string) (output, error) {
	file, path, named := strings.Cut(rest, "=")
	switch {
	case file == "":
		return output{}, usagef("-o %s: name the template: -o %s=FILE, or -o %s=FILE=PATH to write a file", value, format.Name, format.Name)
	case named && path == "":
		return output{}, usagef("-o %s: the file's name is missing after the second =", value)
	case path == "-":
		path = ""
	case path != "" && filepath.Clean(path) == filepath.Clean(file):
		return output{}, usagef("-o %s: the template would be overwritten; choose another name", value)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return output{}, usagef("-o %s: template %s: %v", value, file, cause(err))
	}
	if !utf8.Valid(text) {
		return output{}, usagef("-o %s: template %s is not UTF-8; save it as UTF-8", value, file)
	}
	made, err := format.Parse(file, string(text))
	if err != nil {
		return output{}, usagef("-o %s: %v", format.Name, err)
	}
	return output{made, path}, nil
}

package main

import (
	"bufio"
	"context"
	"io"
	"path/filepath"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"
)

// output is one report that the user asked for.
type output struct {
	format report.Format
	path   string // "" for standard output
}

// parseOutputs reads the values of -o: FORMAT, FORMAT=PATH, FORMAT=-, a path
// whose extension picks the format, or template=FILE[=PATH].
func parseOutputs(values []string) ([]output, error) {
	if len(values) == 0 {
		values = []string{"table"}
	}
	var outputs []output
	for _, value := range values {
		o, err := parseOutput(value)
		if err != nil {
			return nil, err
		}
		for _, other := range outputs {
			if other.path == o.path && o.path == "" {
				return nil, usagef("-o %s: only one report can go to standard output; give the other a file: -o %s=FILE", value, o.format.Name)
			}
			if other.path != "" && o.path != "" && sameTarget(other.path, o.path) {
				return nil, usagef("-o %s: two reports would be written to %s", value, o.path)
			}
		}
		outputs = append(outputs, o)
	}
	return outputs, nil
}

func parseOutput(value string) (output, error) {
	name, path, _ := strings.Cut(value, "=")
	if format, ok := report.FormatByName(name); ok && format.Parse != nil {
		return parseTemplateOutput(format, value, path)
	}
	format, path, err := parseTarget(value, report.FormatByName, report.FormatByExtension, formatNames())
	return output{format, path}, err
}

// parseTarget reads FORMAT, FORMAT=PATH, FORMAT=- or a path whose extension picks
// one of the formats; the path is "" for standard output.
func parseTarget[F any](value string, byName, byExtension func(string) (F, bool), names []string) (format F, path string, err error) {
	var none F
	name, path, named := strings.Cut(value, "=")
	if format, ok := byName(name); ok {
		if named && path == "" {
			return none, "", usagef("-o %s: the file's name is missing after =", value)
		}
		if path == "-" {
			path = ""
		}
		return format, path, nil
	}
	if named && !strings.ContainsAny(name, `./\`) {
		return none, "", notOneOf("format", name, names)
	}
	if format, ok := byExtension(value); ok {
		return format, value, nil
	}
	if filepath.Ext(value) == "" && !strings.ContainsAny(value, `/\`) {
		return none, "", notOneOf("format", name, names)
	}
	return none, "", usagef("-o %s: no format has the extension %q; name the format: -o FORMAT=%s with FORMAT one of %s",
		value, filepath.Ext(value), value, strings.Join(names, ", "))
}

func formatNames() []string {
	var names []string
	for _, f := range report.Formats {
		names = append(names, f.Name)
	}
	return names
}

// target is an output that is being written.
type target struct {
	output
	file   *newFile // nil for standard output
	buffer *bufio.Writer
	writer report.Writer
}

// checkTargets finds reports that cannot be written, before anything is read.
func checkTargets(outputs []output, inputPaths []string, force bool) error {
	for _, o := range outputs {
		if o.path == "" {
			continue
		}
		if err := checkTarget(o.path, inputPaths, force); err != nil {
			return err
		}
	}
	return nil
}

// targets are the outputs of a run; they are written together and appear together.
type targets []*target

// openTargets creates the temporary files and their writers.
func openTargets(ctx context.Context, outputs []output, meta report.Meta, stdout io.Writer) (targets, error) {
	var all targets
	for _, o := range outputs {
		t := &target{output: o}
		meta.File = o.path != ""
		w := stdout
		if o.path != "" {
			var err error
			if t.file, err = createFile(ctx, o.path); err != nil {
				all.discard()
				return nil, err
			}
			w = t.file
		}
		if t.file == nil || t.file.final == "" {
			w = interruptibly(ctx, w)
		}
		t.buffer = bufio.NewWriterSize(w, 1<<16)
		t.writer = o.format.New(t.buffer, meta)
		all = append(all, t)
	}
	return all, nil
}

// reread lets all reports that can read pairs again in place of keeping findings.
func (all targets) reread(again func() report.PairReader) {
	for _, t := range all {
		if r, ok := t.writer.(report.Rereader); ok && again != nil {
			r.Reread(again())
		}
	}
}

// prepare prepares blocks for all reports that can: a list with a part for each
// report, which is nil for the others.
func (all targets) prepare() audit.Preparation {
	preparations := make([]audit.Preparation, len(all))
	for i, t := range all {
		if p, ok := t.writer.(report.Preparer); ok {
			preparations[i] = p.Prepare()
		}
	}
	return func(block []audit.Finding, used any) any {
		parts, _ := used.([]any)
		if parts == nil {
			parts = make([]any, len(all))
		}
		for i, prepare := range preparations {
			if prepare != nil {
				parts[i] = prepare(block, parts[i])
			}
		}
		return parts
	}
}

// list lists blocks for all reports, each of which is a Lister: a list with a part
// for each.
func (all targets) list(pairs *inventory.Reader) audit.Listing {
	listings := make([]audit.Listing, len(all))
	for i, t := range all {
		listings[i] = t.writer.(report.Lister).List(pairs)
	}
	return func(block []audit.Listed, used any) any {
		parts, _ := used.([]any)
		if parts == nil {
			parts = make([]any, len(all))
		}
		for i, list := range listings {
			parts[i] = list(block, parts[i])
		}
		return parts
	}
}

// writeListed hands what list made of a block to every report.
func (all targets) writeListed(listed any) error {
	for i, t := range all {
		if err := t.writer.(report.Lister).WritePrepared(listed.([]any)[i]); err != nil {
			return writeError(t.name(), err)
		}
	}
	return nil
}

// writePrepared hands a block of findings, and what prepare made of it, to every report.
func (all targets) writePrepared(block []audit.Finding, prepared any) error {
	for i, t := range all {
		var err error
		if p, ok := t.writer.(report.Preparer); ok {
			err = p.WritePrepared(prepared.([]any)[i])
		} else {
			err = t.writer.Write(block)
		}
		if err != nil {
			return writeError(t.name(), err)
		}
	}
	return nil
}

// writeFigures hands what was counted to the reports, which all need no more.
func (all targets) writeFigures(f audit.Figures) {
	for _, t := range all {
		t.writer.(report.FiguresWriter).WriteFigures(f)
	}
}

// write hands a block of findings to every report.
func (all targets) write(block []audit.Finding) error {
	for _, t := range all {
		if err := t.writer.Write(block); err != nil {
			return writeError(t.name(), err)
		}
	}
	return nil
}

// end completes every report. One that is interrupted is left behind as it is, and
// is discarded.
func (all targets) end(ctx context.Context, _ source, s audit.Summary) error {
	for _, t := range all {
		_, err := interruptibleOnceLasting(ctx, func() (struct{}, error) { return struct{}{}, t.end(s) })
		if err != nil {
			return writeError(t.name(), err)
		}
	}
	return nil
}

// publish gives the completed reports their names.
func (all targets) publish(context.Context) error {
	for _, t := range all {
		if t.file == nil {
			continue
		}
		if err := t.file.keep(); err != nil {
			return writeError(t.path, err)
		}
		if err := t.file.publish(); err != nil {
			return writeError(t.path, err)
		}
	}
	return nil
}

// undo brings back what was there before publish.
func (all targets) undo() {
	for _, t := range all {
		if t.file != nil {
			t.file.undo()
		}
	}
}

func (t *target) end(s audit.Summary) error {
	if err := t.writer.Close(s); err != nil {
		return err
	}
	if err := t.buffer.Flush(); err != nil {
		return err
	}
	if t.file == nil {
		return nil
	}
	return t.file.Close()
}

// discard removes what an unfinished run has written.
func (all targets) discard() {
	for _, t := range all {
		if t.file != nil {
			t.file.discard()
		}
	}
}

// standardOutput is its name in messages.
const standardOutput = "standard output"

func (t *target) name() string {
	if t.path == "" {
		return standardOutput
	}
	return t.path
}

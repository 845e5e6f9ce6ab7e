package report

import (
	"bufio"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// The page is one HTML file that needs nothing else: style, script and charts
// stand in it, and its Content-Security-Policy admits the one style block and
// the one script block by their hashes and nothing besides. The frame is an
// html/template; the rows of findings, of which there may be many thousands,
// are appended by hand. Without JavaScript it is a document to read (see
// pageFirst); the script adds search, filters, sorting and export.

//go:embed page/page.tmpl.html page/page.css page/page.js
var pageAssets embed.FS

// pageWriter lists the findings at Close, since people read them worst first.
type pageWriter struct {
	*listing
	out     io.Writer
	meta    Meta
	groups  *groups
	tallies tallies
}

func newPage(out io.Writer, meta Meta) Writer {
	groups := newGroups(meta.Overrides)
	groups.naming = true
	return &pageWriter{out: out, meta: meta, listing: newListing(meta, ShowAll), groups: groups, tallies: newTallies()}
}

func (w *pageWriter) Write(block []audit.Finding) error {
	w.listing.add(block)
	w.groups.add(block)
	w.tallies.add(block)
	return nil
}

func (w *pageWriter) Close(summary audit.Summary) error {
	frame, err := template.New("page").Funcs(template.FuncMap{
		"count":  thousands,
		"bytes":  func(n int64) string { return thousands(int(n)) },
		"filter": pageFilter,
		"effect": overrideEffect,
		"owner":  func(f audit.Finding) string { return f.Field(inventory.FieldOwner) },
	}).Parse(pageAsset("page.tmpl.html"))
	if err != nil {
		return err
	}
	w.listing.sort()
	w.groups.complete()
	notes := newPageNotes(w.listing.countedKinds(), w.meta.Overrides)
	view := newPageView(w.meta, summary, w.listing, w.groups, w.tallies, notes)
	out := bufio.NewWriterSize(w.out, rowBuffer)
	part := func(name string) error { return frame.ExecuteTemplate(&visibleWriter{out: out}, name, view) }
	rows := newPageRows(w.meta, notes, view.Checks)
	first := min(w.listing.len(), pageFirst)
	if err := part("top"); err != nil {
		return err
	}
	if err := rows.write(out, w.listing.all(0, first)); err != nil {
		return err
	}
	if view.Further() {
		if err := part("further"); err != nil {
			return err
		}
		if err := rows.write(out, w.listing.all(first, w.listing.len())); err != nil {
			return err
		}
	}
	if err := part("bottom"); err != nil {
		return err
	}
	return out.Flush()
}

// visibleWriter is for parts of the frame. Hidden characters are made visible in
// all of it, whichever value they came with: a template writes values whole.
type visibleWriter struct {
	out io.Writer
	buf []byte
}

func (w *visibleWriter) Write(b []byte) (int, error) {
	w.buf = appendVisible(w.buf[:0], string(b))
	if _, err := w.out.Write(w.buf); err != nil {
		return 0, err
	}
	return len(b), nil
}

// pagePolicy forbids everything but the page's own style and script.
func pagePolicy(style, script string) string {
	return "default-src 'none'; style-src " + pageHash(style) + "; script-src " + pageHash(script) +
		"; img-src data:; base-uri 'none'; form-action 'none'"
}

func pageHash(block string) string {
	sum := sha256.Sum256([]byte(block))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// pageAsset is an embedded file with the line ends that a browser hashes,
// whatever a checkout made of them.
func pageAsset(name string) string {
	data, err := pageAssets.ReadFile("page/" + name)
	if err != nil {
		panic("report: " + err.Error()) // a fault of the build, not of a run
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}

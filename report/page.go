package report

import (
	"bytes"
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
	top, err := pagePart(frame, "top", view)
	if err != nil {
		return err
	}
	bottom, err := pagePart(frame, "bottom", view)
	if err != nil {
		return err
	}
	if _, err := w.out.Write(top); err != nil {
		return err
	}
	rows := newPageRows(w.meta, notes, view.Checks)
	if err := rows.write(w.out, w.listing.all(0, min(w.listing.len(), pageFirst))); err != nil {
		return err
	}
	if view.Further() {
		further, err := pagePart(frame, "further", view)
		if err != nil {
			return err
		}
		if _, err := w.out.Write(further); err != nil {
			return err
		}
		if err := rows.write(w.out, w.listing.all(pageFirst, w.listing.len())); err != nil {
			return err
		}
	}
	_, err = w.out.Write(bottom)
	return err
}

// pagePart renders one part of the frame. Hidden characters are made visible in
// all of it, whichever value they came with.
func pagePart(frame *template.Template, name string, view *pageView) ([]byte, error) {
	var b bytes.Buffer
	if err := frame.ExecuteTemplate(&b, name, view); err != nil {
		return nil, err
	}
	return appendVisible(make([]byte, 0, b.Len()), b.String()), nil
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

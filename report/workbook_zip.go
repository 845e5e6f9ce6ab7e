package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math"
	"sort"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// pack writes the workbook to out. Sheets named in bodies get the rows of their
// body: excelize never sees them, so they cost neither its memory nor its time.
//
// Note: excelize drops errors of the parts' writers and buffers whatever goes
// through its own zip writer; ours writes to out itself and keeps the first error.
func pack(book *excelize.File, out io.Writer, texts *sharedTexts, bodies map[string]rows) error {
	p := &packer{zip: zip.NewWriter(out), bodies: bodies, texts: texts, before: texts.adopt(book)}
	p.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, deflateLevel)
	})
	sortDefaults(book)
	book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return p })
	_, err := book.WriteTo(io.Discard)
	if p.err != nil {
		err = p.err
	}
	if err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return nil
}

// sortDefaults orders the default content types: excelize appends those of
// images, which come with charts, in the random order of a map.
func sortDefaults(book *excelize.File) {
	if book.ContentTypes != nil {
		defaults := book.ContentTypes.Defaults
		sort.Slice(defaults, func(i, j int) bool { return defaults[i].Extension < defaults[j].Extension })
	}
}

// rows adds the rows of a worksheet to a text and gives its links.
type rows func(*flow) (links *flow)

// packer is the zip writer that excelize writes its parts to.
type packer struct {
	zip    *zip.Writer
	bodies map[string]rows
	texts  *sharedTexts
	before uint32 // number of the text before the first one of excelize
	err    error
}

// textsPart holds the texts of all cells.
const textsPart = "xl/sharedStrings.xml"

// Create begins a part. Excelize writes each part in one piece.
func (p *packer) Create(name string) (io.Writer, error) {
	switch {
	case name == textsPart:
		return io.Discard, nil // it is written last
	case strings.HasPrefix(name, "xl/worksheets/sheet"):
		return &sheetPart{packer: p, name: name, rows: p.bodies[name]}, nil
	}
	w, err := p.zip.Create(name)
	p.fail(err)
	return &plainPart{p, w}, err
}

// AddFS is part of excelize's interface; excelize does not call it for a workbook.
func (p *packer) AddFS(fsys fs.FS) error { return p.zip.AddFS(fsys) }

// Close ends the file.
func (p *packer) Close() error {
	p.fail(p.writeTexts())
	p.fail(p.zip.Close())
	return p.err
}

func (p *packer) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// plainPart is a part as excelize made it.
type plainPart struct {
	packer *packer
	w      io.Writer
}

func (p *plainPart) Write(data []byte) (int, error) {
	n, err := p.w.Write(data)
	p.packer.fail(err)
	return n, err
}

// writeTexts writes the part with the texts of all cells.
func (p *packer) writeTexts() error {
	if p.err != nil {
		return p.err
	}
	return p.writeDeflated(textsPart, func(f *flow) {
		f.raw = append(f.raw, p.texts.head()...)
		f.add(p.texts.flow)
		f.raw = append(f.raw, "</sst>"...)
	})
}

// writeDeflated writes a part that is deflated here.
func (p *packer) writeDeflated(name string, write func(*flow)) error {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, Flags: dataDescriptor}
	w, err := p.zip.CreateRaw(header)
	if err != nil {
		return err
	}
	f := newFlow(p.texts.flow.press, w)
	write(f)
	if err := f.end(); err != nil {
		return err
	}
	if f.size > math.MaxUint32 {
		return fmt.Errorf("%s: %d bytes are more than a part can have: list fewer findings or columns", name, f.size)
	}
	header.CRC32, header.CompressedSize64, header.UncompressedSize64 = f.crc, f.packed, f.size
	//lint:ignore SA1019 archive/zip writes these two behind a raw part
	header.CompressedSize, header.UncompressedSize = uint32(f.packed), uint32(f.size)
	return nil
}

// dataDescriptor is the flag of a part whose sizes stand behind it.
const dataDescriptor = 8

// sheetPart is a worksheet, which may get rows and links.
type sheetPart struct {
	packer *packer
	name   string
	rows   rows // nil where it is as excelize made it
}

// Write takes the whole worksheet and puts the rows behind its header row and
// the links where the schema wants them.
func (s *sheetPart) Write(sheet []byte) (int, error) {
	if s.packer.err != nil {
		return 0, s.packer.err
	}
	size := len(sheet)
	sheet = renumbered(sheet, s.packer.before)
	rows := bytes.Index(sheet, []byte("</sheetData>"))
	links := bytes.Index(sheet, []byte("<pageMargins"))
	if rows < 0 || links < rows {
		rows, links = len(sheet), len(sheet)
		if s.rows != nil {
			s.packer.fail(fmt.Errorf("%s: no place for rows", s.name))
			return 0, s.packer.err
		}
	}
	err := s.packer.writeDeflated(s.name, func(f *flow) {
		if s.rows == nil {
			f.raw = append(f.raw, sheet...)
			return
		}
		f.raw = appendWithoutReferences(f.raw, sheet[:rows])
		linked := s.rows(f)
		f.raw = append(f.raw, sheet[rows:links]...)
		if !linked.empty() {
			f.raw = append(f.raw, "<hyperlinks>"...)
			f.add(linked)
			f.raw = append(f.raw, "</hyperlinks>"...)
		}
		f.raw = append(f.raw, sheet[links:]...)
	})
	s.packer.fail(err)
	return size, err
}

// appendWithoutReferences appends the beginning of a worksheet without the
// references of the cells in its header row, which has no gap: readers that look
// for damage want all cells to have one, or none.
func appendWithoutReferences(dst, sheet []byte) []byte {
	mark := []byte(`<c r="`)
	for {
		start := bytes.Index(sheet, mark)
		if start < 0 {
			return append(dst, sheet...)
		}
		dst = append(append(dst, sheet[:start]...), "<c"...)
		sheet = sheet[start+len(mark):]
		sheet = sheet[bytes.IndexByte(sheet, '"')+1:]
	}
}

// renumbered is a worksheet of excelize with its texts numbered as ours are.
func renumbered(sheet []byte, before uint32) []byte {
	mark := []byte(` t="s"><v>`)
	var out []byte
	for {
		start := bytes.Index(sheet, mark)
		if start < 0 {
			return append(out, sheet...)
		}
		start += len(mark)
		end := start + bytes.IndexByte(sheet[start:], '<')
		n, err := strconv.Atoi(string(sheet[start:end]))
		out = append(out, sheet[:start]...)
		if err == nil {
			out = strconv.AppendInt(out, int64(n)+int64(before), 10)
		}
		sheet = sheet[end:]
	}
}

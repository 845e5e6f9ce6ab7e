package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"sort"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// pack writes the workbook to out. Sheets named in bodies get the rows of their
// body: excelize never sees them, so they cost neither its memory nor its time.
//
// Note: excelize drops errors of the parts' writers and buffers whatever goes
// through its own zip writer; ours writes to out itself and keeps the first error.
func pack(book *excelize.File, out io.Writer, bodies map[string]func() *body) error {
	p := &packer{zip: zip.NewWriter(out), bodies: bodies, deflater: newDeflater()}
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

// packer is the zip writer that excelize writes its parts to.
type packer struct {
	zip      *zip.Writer
	bodies   map[string]func() *body
	deflater *deflater
	err      error
}

// Create begins a part. Excelize writes each part in one piece.
func (p *packer) Create(name string) (io.Writer, error) {
	if rows, ok := p.bodies[name]; ok {
		return &sheetPart{packer: p, name: name, rows: rows}, nil
	}
	w, err := p.zip.Create(name)
	p.fail(err)
	return &plainPart{p, w}, err
}

// AddFS is part of excelize's interface; excelize does not call it for a workbook.
func (p *packer) AddFS(fsys fs.FS) error { return p.zip.AddFS(fsys) }

// Close ends the file.
func (p *packer) Close() error {
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

// sheetPart is a worksheet that gets its rows and links from a body.
type sheetPart struct {
	packer *packer
	name   string
	rows   func() *body
}

// Write takes the whole worksheet and puts the rows behind its header row and
// the links where the schema wants them.
func (s *sheetPart) Write(sheet []byte) (int, error) {
	rows := bytes.Index(sheet, []byte("</sheetData>"))
	links := bytes.Index(sheet, []byte("<pageMargins"))
	if rows < 0 || links < rows {
		err := fmt.Errorf("%s: no place for rows", s.name)
		s.packer.fail(err)
		return 0, err
	}
	d := s.packer.deflater
	b := s.rows()
	b.flush(d)
	chunks := append([]chunk{d.deflate(sheet[:rows])}, b.text.chunks...)
	chunks = append(chunks, d.deflate(sheet[rows:links]))
	if b.linked > 0 {
		chunks = append(chunks, d.deflate([]byte("<hyperlinks>")))
		chunks = append(append(chunks, b.links.chunks...), d.deflate([]byte("</hyperlinks>")))
	}
	err := s.packer.writeRaw(s.name, append(chunks, d.deflate(sheet[links:]), lastChunk))
	s.packer.fail(err)
	return len(sheet), err
}

// writeRaw writes a part that is deflated already.
func (p *packer) writeRaw(name string, chunks []chunk) error {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate}
	for _, c := range chunks {
		header.CRC32 = combineCRC(header.CRC32, c.crc, c.size)
		header.CompressedSize64 += uint64(len(c.deflated))
		header.UncompressedSize64 += uint64(c.size)
	}
	if header.UncompressedSize64 > math.MaxUint32 {
		return fmt.Errorf("%s: %d bytes are more than a sheet can have: list fewer findings or columns",
			name, header.UncompressedSize64)
	}
	w, err := p.zip.CreateRaw(header)
	if err != nil {
		return err
	}
	for _, c := range chunks {
		if _, err := w.Write(c.deflated); err != nil {
			return err
		}
	}
	return nil
}

// deflateLevel: a level more takes a fifth more time and saves little.
const deflateLevel = 5

// chunk is a piece of a part, deflated on its own: chunks in a row, the last of
// them lastChunk, are one deflate stream.
type chunk struct {
	deflated []byte
	size     int // before deflating
	crc      uint32
}

// lastChunk is an empty block that ends a deflate stream.
var lastChunk = chunk{deflated: []byte{3, 0}}

// deflater makes chunks; it may be used again, by one goroutine at a time.
type deflater struct {
	buf bytes.Buffer
	w   *flate.Writer
}

func newDeflater() *deflater {
	d := &deflater{}
	w, err := flate.NewWriter(&d.buf, deflateLevel)
	if err != nil {
		panic(err) // the level does not exist
	}
	d.w = w
	return d
}

// deflate compresses a piece independently of all others.
func (d *deflater) deflate(raw []byte) chunk {
	d.buf.Reset()
	d.w.Reset(&d.buf)
	_, _ = d.w.Write(raw) // a bytes.Buffer takes everything
	_ = d.w.Flush()
	return chunk{bytes.Clone(d.buf.Bytes()), len(raw), crc32.ChecksumIEEE(raw)}
}

package report

import (
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestWorkbookIsTheSameOnAnyNumberOfCores(t *testing.T) {
	meta, findings, s := largeEstate(6000)
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	want := writeWorkbook(t, meta, findings, s)
	for _, cores := range []int{2, 3, 8} {
		runtime.GOMAXPROCS(cores)
		if got := writeWorkbook(t, meta, findings, s); !bytes.Equal(got, want) {
			t.Errorf("%d cores give other bytes than one", cores)
		}
	}
}

func TestWorkbookReportsThatItCannotBeWritten(t *testing.T) {
	meta, findings, s := largeEstate(3000)
	whole := len(writeWorkbook(t, meta, findings, s))
	running := runtime.NumGoroutine()
	for _, n := range []int{0, 1, 10_000, whole / 4, whole / 2, whole * 3 / 4, whole - 1} {
		w := newWorkbook(&limitedWriter{n}, meta)
		if err := w.Write(findings); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(s); !errors.Is(err, errFull) {
			t.Errorf("after %d of %d bytes: error %v, want %v", n, whole, err, errFull)
		}
	}
	waitForGoroutines(t, running)
}

// interruptedWriter fails once its context is cancelled, and cancels it itself.
type interruptedWriter struct {
	ctx    context.Context
	cancel func()
	after  int
}

func (w *interruptedWriter) Write(data []byte) (int, error) {
	if w.after -= len(data); w.after < 0 {
		w.cancel()
	}
	return len(data), w.ctx.Err()
}

func TestWorkbookEndsWhenItIsInterrupted(t *testing.T) {
	meta, findings, s := largeEstate(3000)
	running := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	w := newWorkbook(&interruptedWriter{ctx, cancel, 100_000}, meta)
	if err := w.Write(findings); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(s); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	waitForGoroutines(t, running)
}

func TestWorkbookThatIsGivenUpLeavesNothingRunning(t *testing.T) {
	meta, findings, _ := largeEstate(6000)
	running := runtime.NumGoroutine()
	if err := newWorkbook(io.Discard, meta).Write(findings); err != nil {
		t.Fatal(err)
	}
	waitForGoroutines(t, running)
}

// waitForGoroutines fails if more goroutines than that go on running.
func waitForGoroutines(t *testing.T, most int) {
	t.Helper()
	for range 3000 {
		if runtime.NumGoroutine() <= most {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines run, want at most %d", runtime.NumGoroutine(), most)
}

// TestWorkbookOfLongTexts has findings that each say much of their own: blocks of
// them bring pieces that are deflated already to texts that have no file yet.
func TestWorkbookOfLongTexts(t *testing.T) {
	meta, findings, s := largeEstate(3000)
	for i := range findings {
		f := &findings[i]
		f.Application = fmt.Sprintf("Settlement and reconciliation archiver of a long name %05d %s", i, strings.Repeat("x", 500))
		f.API.At.File = strings.Repeat("a folder/", 20) + "estate.csv"
		f.At.File, f.ServerVersion.At.File = f.API.At.File, f.API.At.File
	}
	rows, err := openWorkbook(t, writeWorkbook(t, meta, findings, s)).GetRows("All pairs")
	if err != nil || len(rows) < len(findings) {
		t.Errorf("All pairs has %d rows, error %v", len(rows), err)
	}
}

// TestPressForwardsPanics: what goes wrong while a piece is rendered goes on where
// it is written, and the press works on.
func TestPressForwardsPanics(t *testing.T) {
	p := newPress()
	f := newFlow(p, io.Discard)
	for range runtime.GOMAXPROCS(0) + 1 {
		f.addPiece(p.render(func() []byte { panic("a row too many") }))
	}
	defer func() {
		if fault := fmt.Sprint(recover()); !strings.Contains(fault, "a row too many") || !strings.Contains(fault, "workbook_press_test.go") {
			t.Errorf("the fault that goes on is %q", fault)
		}
	}()
	_ = f.end()
	t.Error("the fault is lost")
}

// TestFlowIsOneStream writes a text in pieces, some of them through flows of their own.
func TestFlowIsOneStream(t *testing.T) {
	var text, out bytes.Buffer
	p := newPress()
	f := &flow{press: p, out: &out}
	for i, rows := range []int{3, 60_000, 2, 0, 90_000, 40_000, 1} {
		to := f
		if i%2 == 1 {
			to = &flow{press: p}
		}
		for row := range rows {
			line := fmt.Appendf(nil, "part %d, row %d;", i, row)
			text.Write(line)
			to.raw = append(to.raw, line...)
			to.cut()
		}
		if to != f {
			f.add(to)
		}
	}
	if err := f.end(); err != nil {
		t.Fatal(err)
	}
	if f.packed != uint64(out.Len()) || f.size != uint64(text.Len()) || f.crc != crc32.ChecksumIEEE(text.Bytes()) {
		t.Errorf("%d bytes of %d with CRC %08x, want %d of %d with %08x",
			f.packed, f.size, f.crc, out.Len(), text.Len(), crc32.ChecksumIEEE(text.Bytes()))
	}
	got, err := io.ReadAll(flate.NewReader(&out))
	if err != nil || !bytes.Equal(got, text.Bytes()) {
		t.Errorf("another text comes out than went in (%v)", err)
	}
}

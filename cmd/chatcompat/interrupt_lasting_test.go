package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chatcompat/audit"
	"chatcompat/report"
)

// endless is a report whose end takes until the test is over: one of many pairs
// that is drawn in memory and writes nothing meanwhile.
type endless struct {
	begun func()
	until <-chan struct{}
}

func (endless) Write([]audit.Finding) error { return nil }

func (e endless) Close(audit.Summary) error {
	e.begun()
	<-e.until
	return nil
}

// TestInterruptWhileAReportIsMade: the file that it was to become is not left.
func TestInterruptWhileAReportIsMade(t *testing.T) {
	ctx, b := newBlocked(t)
	format := report.Format{Name: "endless", New: func(io.Writer, report.Meta) report.Writer { return endless{b.cancel, b.until} }}
	dir := t.TempDir()
	all, err := openTargets(ctx, []output{{format, filepath.Join(dir, "all.txt")}}, report.Meta{}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if err := all.end(ctx, nil, audit.Summary{}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	all.discard()
	if names := namesIn(t, dir); len(names) > 0 {
		t.Errorf("left %s", names)
	}
}

// TestSavedFindingsAreHandedOutInterruptibly: in blocks, all of them and in order.
func TestSavedFindingsAreHandedOutInterruptibly(t *testing.T) {
	saved := &report.Result{Findings: make([]audit.Finding, 2*savedBlock+1)}
	for i := range saved.Findings {
		saved.Findings[i].Class = int32(i)
	}
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	emit := func(block []audit.Finding) error {
		for i := range block {
			if block[i].Class != int32(n) {
				t.Fatalf("finding %d in place of %d", block[i].Class, n)
			}
			n++
		}
		return nil
	}
	if _, err := savedSource(saved)(ctx, emit); err != nil || n != len(saved.Findings) {
		t.Errorf("%d of %d findings, %v", n, len(saved.Findings), err)
	}
	n = 0
	_, err := savedSource(saved)(ctx, func(block []audit.Finding) error { cancel(); return emit(block) })
	if !errors.Is(err, context.Canceled) || n != savedBlock {
		t.Errorf("after an interruption %d findings, %v", n, err)
	}
}

// broken is a report with a fault of our own.
type broken struct{ endless }

func (broken) Close(audit.Summary) error { panic("out of range") }

// TestFaultOfAReportIsOurs: one that is met while a report ends is told as such.
func TestFaultOfAReportIsOurs(t *testing.T) {
	defer func() {
		if f, ok := recover().(fault); !ok || f.value != "out of range" || !strings.Contains(string(f.stack), "broken") {
			t.Errorf("recovered %+v", f)
		}
	}()
	all := targets{{writer: broken{}}}
	t.Error(all.end(context.Background(), nil, audit.Summary{}))
}

// TestShortCallsAskForNoSignals: what is done at once never asks when the run ends.
func TestShortCallsAskForNoSignals(t *testing.T) {
	asked := false
	ctx := interruption{context.Background(), time.Now(), func() { asked = true }}
	got, err := interruptibleOnceLasting(ctx, func() (int, error) { return 7, nil })
	if got != 7 || err != nil || asked {
		t.Errorf("%d, %v, asked for signals: %t", got, err, asked)
	}
}

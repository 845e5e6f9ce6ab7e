package report

import (
	"chatcompat/audit"
	"chatcompat/inventory"
)

// figuresWriter is a format for terminals that lists no findings: of each it
// needs little, which is gathered where the finding is judged.
type figuresWriter struct {
	Writer
	tallies tallies
}

// figure is what the tallies count of a finding.
type figure struct {
	version inventory.ServerVersion
	server  int32
	cause   inventory.Cause
	verdict audit.Verdict
}

// withFigures prepares the tallies of a writer where it lists nothing.
func withFigures(w Writer, f *terminalFindings) Writer {
	if f.meta.Show != ShowNone {
		return w
	}
	return figuresWriter{w, f.tallies}
}

// Prepare gathers the figures of blocks.
func (w figuresWriter) Prepare() audit.Preparation {
	return func(block []audit.Finding, used any) any {
		figures, _ := used.(*[]figure)
		if figures == nil {
			figures = &[]figure{}
		}
		*figures = (*figures)[:0]
		for i := range block {
			f := &block[i]
			*figures = append(*figures, figure{f.ServerVersion.Version, f.ServerNumber, f.Cause, f.Verdict})
		}
		return figures
	}
}

// WritePrepared counts the figures of a block.
func (w figuresWriter) WritePrepared(prepared any) error {
	for _, f := range *prepared.(*[]figure) {
		w.tallies.causes.count(f.verdict, f.cause)
		if one := w.tallies.support.version(f.version); one != nil {
			one.Pairs++
			one.seeNumber(int(f.server))
		}
	}
	return nil
}

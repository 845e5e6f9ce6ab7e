package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// version is the version of the tool: a part of every report, so it does not
// depend on how the program was built.
const version = "0.1.0"

// run is the whole program: arguments and streams in, exit code out.
func run(ctx context.Context, args []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	return finish(ctx, root.ExecuteContext(ctx), s.err)
}

func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "chatcompat",
		Short: "Audit Persistent Chat and Group Chat applications against the servers they target",
		Long: `chatcompat reads inventories of Persistent Chat and Group Chat applications (CSV,
XLSX) and says for each pair of an application and a server whether the vendor
calls it compatible: Lync Server 2013, Lync Server 2010 and Office
Communications Server 2007 R2 side by side.

  chatcompat audit estate.xlsx                print what needs attention
  chatcompat audit estate.xlsx -o board.xlsx  write the workbook for the board
  chatcompat inspect estate.xlsx              show how the inventory is understood`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noSuchCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newAudit(s), newInspect(s), newMatrix(s), newExplain(s), newTemplate(s), newSamples(s), newVersion(s), newExitCodes())
	root.CompletionOptions.HiddenDefaultCmd = false
	return root
}

// newExitCodes is a help topic: chatcompat help exit-codes.
func newExitCodes() *cobra.Command {
	return &cobra.Command{Use: "exit-codes", Short: "What the exit codes mean", Long: exitCodesText()}
}

// noSuchCommand rejects what is no command, with the nearest one.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand() {
			names = append(names, c.Name())
		}
	}
	return notOneOf("command", args[0], names)
}

// flagError explains a wrong flag with the flags that there are.
func flagError(cmd *cobra.Command, err error) error {
	message := err.Error()
	hint := fmt.Sprintf("See '%s --help'.", cmd.CommandPath())
	if name, ok := unknownFlag(message); ok {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		return notOneOf("flag", "--"+name, names)
	}
	return &usageError{message: message, hint: hint}
}

func unknownFlag(message string) (string, bool) {
	name, ok := strings.CutPrefix(message, "unknown flag: --")
	return name, ok
}

// notOneOf is the usage error for a word that is not in a list: what is
// allowed, and the nearest of it.
func notOneOf(what, word string, allowed []string) error {
	e := &usageError{message: fmt.Sprintf("unknown %s %q; allowed are %s", what, word, strings.Join(allowed, ", "))}
	if near := nearest(word, allowed); near != "" {
		e.hint = fmt.Sprintf("Did you mean %s?", near)
	}
	return e
}

// nearest is the allowed word with the fewest changes, if they are few.
func nearest(word string, allowed []string) string {
	if len(allowed) == 0 {
		return ""
	}
	distance := func(a string) int { return levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(a)) }
	best := slices.MinFunc(allowed, func(a, b string) int { return distance(a) - distance(b) })
	if d := distance(best); d > 3 || 2*d > len(word) {
		return ""
	}
	return best
}

// exactArgs and minArgs are cobra's checks with a message that says what to type.
func exactArgs(n int, want string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return &usageError{message: fmt.Sprintf("%s wants %s, not %d arguments", cmd.Name(), want, len(args)),
				hint: "Usage: " + cmd.UseLine()}
		}
		return nil
	}
}

func minArgs(want string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return &usageError{message: fmt.Sprintf("%s wants %s", cmd.Name(), want), hint: "Usage: " + cmd.UseLine()}
		}
		return nil
	}
}

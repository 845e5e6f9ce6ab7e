package main

import (
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"

	"github.com/spf13/cobra"
)

// complete has a shell offer the values of a flag.
func complete(cmd *cobra.Command, flag string, values []string) {
	completeBy(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveDefault))
}

// completeColumns has a shell offer the columns of a list that are not in it yet.
func completeColumns(cmd *cobra.Command, flag string) {
	completeBy(cmd, flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		head := typed[:strings.LastIndex(typed, ",")+1]
		named := strings.Split(strings.ToLower(head), ",")
		var lists []string
		for _, c := range report.Columns() {
			if !slices.Contains(named, c.Key) {
				lists = append(lists, head+c.Key)
			}
		}
		return lists, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
	})
}

// completeFields has a shell offer the fields of FIELD=VALUE.
func completeFields(cmd *cobra.Command, flag string) {
	var values []string
	for _, f := range inventory.Fields() {
		values = append(values, f.Key()+"=")
	}
	completeBy(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoSpace|cobra.ShellCompDirectiveNoFileComp))
}

// advisoryIDs are the ids of all advisories, each with its title as a shell shows it.
func advisoryIDs() []string {
	var ids []string
	for _, a := range audit.Advisories() {
		ids = append(ids, cobra.CompletionWithDesc(a.ID, a.Title))
	}
	return ids
}

func completeBy(cmd *cobra.Command, flag string, values cobra.CompletionFunc) {
	// The error is that of a flag that does not exist, which the tests would find.
	_ = cmd.RegisterFlagCompletionFunc(flag, values)
}

package main

import "slices"

// spread is the median of some figures, and the least and the greatest.
type spread struct{ median, min, max float64 }

// spreadOf is the spread of one figure or more.
func spreadOf(figures []float64) spread {
	sorted := slices.Sorted(slices.Values(figures))
	n := len(sorted)
	return spread{(sorted[(n-1)/2] + sorted[n/2]) / 2, sorted[0], sorted[n-1]}
}

func each(samples []sample, figure func(sample) float64) spread {
	figures := make([]float64, len(samples))
	for i, s := range samples {
		figures[i] = figure(s)
	}
	return spreadOf(figures)
}

// ratio is the spread of a's figure over b's, round by round, as far as both took part.
func ratio(a, b []sample, figure func(sample) float64) spread {
	figures := make([]float64, min(len(a), len(b)))
	for i := range figures {
		figures[i] = figure(a[i]) / figure(b[i])
	}
	return spreadOf(figures)
}

func wall(s sample) float64   { return s.wall.Seconds() }
func cpu(s sample) float64    { return s.cpu.Seconds() }
func memory(s sample) float64 { return float64(s.peak) }

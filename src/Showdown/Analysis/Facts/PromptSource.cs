using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Analysis.Facts;

/// <summary>Makes the question of a sample and an epoch anew, as it was sent.</summary>
internal delegate Question PromptSource(Sample sample, int epoch);

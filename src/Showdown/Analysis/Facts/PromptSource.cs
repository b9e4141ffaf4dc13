using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Analysis.Facts;

/// <summary>Makes the prompt of a sample and an epoch anew, as it was sent.</summary>
internal delegate Prompt PromptSource(Sample sample, int epoch);

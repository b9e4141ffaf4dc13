using Showdown.Analysis.Facts;
using Showdown.Rendering.Charts;

namespace Showdown.Pages;

/// <summary>A model has one colour and one shape on all pages of a run.</summary>
internal static class SeriesOfModels
{
    public static Series Series(this ModelName model) => new(model.Name, model.Index) { Simulated = model.Simulated };

    public static Series Series(this RunNames names, string modelId) => names.Model(modelId).Series();

    public static IReadOnlyList<Series> Series(this RunNames names) => [.. names.Models.Select(Series)];
}

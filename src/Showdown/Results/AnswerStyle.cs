namespace Showdown.Results;

/// <summary>The same with what names the answer.</summary>
public sealed class AnswerStyle
{
    public required string SampleId { get; set; }

    public required string ModelId { get; set; }

    public int Epoch { get; set; }

    public int Tokens { get; set; }

    public int Headers { get; set; }

    public int Lists { get; set; }

    public int Bold { get; set; }
}

namespace Showdown.Results;

/// <summary>How an answer is laid out, blocks of code left out; each property is a column of table answer_style.</summary>
public sealed class AnswerStyleRow
{
    internal const string Key = "evaluation_id, number, epoch";

    public required string EvaluationId { get; set; }

    public int Number { get; set; }

    public int Epoch { get; set; }

    public int Tokens { get; set; }

    public int Headers { get; set; }

    public int Lists { get; set; }

    public int Bold { get; set; }
}

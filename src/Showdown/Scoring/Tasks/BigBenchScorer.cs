using Showdown.Domain;
using Showdown.Scoring.Choice;
using Showdown.Scoring.Numbers;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Tasks;

/// <summary>
/// The 27 tasks of BIG-Bench Hard, each by the form of its answer: a letter, a word out of two, a whole number, words in order, closing brackets, or
/// a text.
/// </summary>
/// <remarks>
/// Suzgun et al. 2022 compare what follows "So the answer is" exactly. Here brackets around a letter, case, a final stop and blanks between words or
/// brackets do not matter.
/// </remarks>
public sealed class BigBenchScorer : Scorer
{
    private static readonly ChoiceScorer _choice = new();
    private static readonly IntegerScorer _integer = new();
    private static readonly TextScorer _text = new();

    public override string Name => "bbh";

    public override int Version => 1;

    public override ScorerKind Kind => ScorerKind.Instant;

    protected override ValueTask<Score> ScoreCoreAsync(ScorerInput input, CancellationToken cancel) => ValueTask.FromResult(Grade(input));

    private static Score Grade(ScorerInput input)
    {
        if (!input.CutOff && string.IsNullOrWhiteSpace(input.Text))
            return Score.Wrong(null, "the model finished without giving an answer");
        var (text, target) = (FinalText.Of(input.Text), input.Sample.Target);
        return BigBenchAnswers.FormOf(input.Sample) switch
        {
            AnswerForm.Letter => _choice.Grade(text, Lettered(input.Sample), input.CutOff),
            AnswerForm.WholeNumber => _integer.Grade(text, input.Target, input.CutOff),
            AnswerForm.Word => Compared(BigBenchAnswers.WordIn(text, target), target.ToLowerInvariant(), target),
            AnswerForm.Words => Compared(
                BigBenchAnswers.WordsIn(text, BigBenchAnswers.Words(target)),
                string.Join(' ', BigBenchAnswers.Words(target)),
                target
            ),
            AnswerForm.Brackets => Compared(BigBenchAnswers.BracketsIn(text, input.Sample.Input, target), BigBenchAnswers.Brackets(target), target),
            _ => _text.Grade(text, input.Target, input.CutOff),
        };
    }

    private static Score Compared(string? answer, string wanted, string target) =>
        answer is null ? Score.Wrong(null, $"no answer found; the target is {Quote.Of(target)}")
        : answer == wanted ? Score.Right(answer, $"the stated answer is {Quote.Of(answer)}, which is the target")
        : Score.Wrong(answer, $"the stated answer is {Quote.Of(answer)}; the target is {Quote.Of(target)}");

    private static Target Lettered(Sample sample)
    {
        var options = BigBenchAnswers.OptionsOf(sample);
        return new Target(sample.Target.Trim('(', ')'))
        {
            Labels = [.. Enumerable.Range('A', options.Count).Select(c => ((char)c).ToString())],
            Choices = options,
        };
    }
}

using Showdown.Scoring.Choice;

namespace Showdown.Tests.Scoring.Choice;

/// <summary>The words that statements are made of, in all languages: each is tried in a sentence, and with others in its place the sentence states
/// something else.</summary>
public sealed class WordsTests
{
    private static readonly ChoiceScorer _scorer = new();

    public static IEnumerable<TheoryDataRow<string, string, string>> Sentences() =>
        from line in ChoiceTables.Lines("words.txt")
        let parts = line.Split(" <- ", 2)
        let sentence = parts[1].Split(" :: ", 2)
        select new TheoryDataRow<string, string, string>(parts[0], sentence[0], sentence[1]);

    [Theory]
    [MemberData(nameof(Sentences))]
    public void EachWord_PlaysItsPart(string letter, string sentence, string words)
    {
        var wrong =
            from word in words.Split(' ')
            let score = _scorer.Grade(sentence.Replace("{}", word, StringComparison.Ordinal), ChoiceTables.FourLetters)
            where (score.Answer ?? "-") != letter
            select $"{word}: {score.Answer}, {score.Reason}";
        Assert.Empty(wrong);
    }
}

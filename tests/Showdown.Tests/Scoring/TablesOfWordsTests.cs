using Showdown.Scoring.Choice;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Numbers;
using Showdown.Scoring.Text;

namespace Showdown.Tests.Scoring;

/// <summary>
/// Every word of the tables by which completions are read can match in a sentence: none is cut into pieces, or told from others, before it is looked
/// up.
/// </summary>
public sealed class TablesOfWordsTests
{
    private const uint FourLetters = 0b1111;

    [Fact]
    public void EachWordOfAChoice_IsOneToken()
    {
        Assert.True(WordList.All.Count > 500, $"only {WordList.All.Count} words");
        AllMatch(WordList.All.Keys, word => ClassIn($"So {word} so.", word) is { } found && found.HasFlag(WordList.All[word]));
    }

    [Fact]
    public void EachWordOfAChoice_IsOneTokenWithACapital() =>
        AllMatch(
            WordList.All.Keys.Where(w => w.Length > 1 && char.IsAsciiLetterLower(w[0])),
            word =>
                ClassIn($"So {char.ToUpperInvariant(word[0])}{word[1..]} so.", $"{char.ToUpperInvariant(word[0])}{word[1..]}") is { } found
                && found.HasFlag(WordList.All[word])
        );

    [Fact]
    public void EachWordOfARunOfLetters_IsFoundInIt()
    {
        AllMatch(WordList.CjkAnswers, word => First($"{word}B").Is(Words.Answer));
        AllMatch(WordList.CjkJudgements, word => First($"{word}的是B").Is(Words.Answer));
        AllMatch(WordList.CjkOpinions, word => First($"我{word}是B").Is(Words.Answer));
        AllMatch(WordList.JapaneseOpinions, word => Second($"Bだと{word}。").Is(Words.Right));
        AllMatch(WordList.JapaneseWrongs, word => Second($"Bは{word}です").Is(Words.Wrong));
        AllMatch(WordList.DenialsBefore, word => First($"答案{word}B").Is(Words.Not));
        AllMatch(WordList.DenialsBehind, word => Second($"B{word}").Is(Words.Not));
        AllMatch(WordList.InsteadBehind, word => Second($"B{word}C").Is(Words.But));
    }

    [Fact]
    public void EachWordThatAnnouncesAnAnswer_Does()
    {
        AllMatch(AnswerCues.Nouns, noun => Announces(noun is "result is" or "답은" || noun[^1] is ':' or '.' ? $"{noun} 57" : $"{noun}: 57"));
        AllMatch(AnswerCues.Links, link => Announces($"The answer{link} 57"));
        AllMatch(AnswerCues.Remarks, remark => AnswerCues.IsRemark(remark) && AnswerCues.IsRemark($"{remark} by all."));
        AllMatch(Refusals.Phrases, phrase => Refusals.Are($"I {phrase} it."));
    }

    [Fact]
    public void EachWordOfASecondThought_Counts()
    {
        AllMatch(SecondThoughts.Doubts, doubt => SecondThoughts.Last($"The answer is 4. But {doubt}, now it is 7.", 0)?.Answer == "7");
        AllMatch(SecondThoughts.Statements, statement => SecondThoughts.Last($"The answer is 4. Wait, now{statement}7.", 0)?.Answer == "7");
    }

    [Fact]
    public void EachWordOfATimeBesideAStatement_IsTold()
    {
        AllMatch(LastNumber.Before, word => LastNumber.In($"There are 45 {word} 3 days") is "45");
        AllMatch(LastNumber.Times, word => LastNumber.In($"There are 45 in 3 {word}s") is "45");
    }

    [Fact]
    public void EachWordThatATextMayNotEndIn_IsTold()
    {
        AllMatch(CutOff.OpenWords.Set, word => CutOff.Is($"They have apples. We see 12 green ones {word}"));
        AllMatch(CutOff.Conclusions, word => !CutOff.Is($"They have apples. {word} they bring 12 apples"));
        Assert.True(CutOff.Is("They have apples. Green they bring 12 apples"));
        AllMatch(Prose.Words.Set, word => Prose.Is($"x {word} y"));
    }

    [Fact]
    public void EachWordThatAValueFollows_LeavesMinusItsSign() =>
        AllMatch(SignWords.Links.Set, word => NumberText.Read($"It {word} minus 5")?.Value == new Rational(-5));

    private static void AllMatch(IEnumerable<string> words, Func<string, bool> matches)
    {
        List<string> unmatched = [.. words.Where(w => !matches(w))];
        Assert.Empty(unmatched);
    }

    private static Words? ClassIn(string sentence, string word)
    {
        foreach (var token in Tokens.Read(sentence, FourLetters))
        {
            if (sentence[token.Start..token.End] == word)
                return token.Class;
        }

        return null;
    }

    private static Token First(string text) => Tokens.Read(text, FourLetters)[0];

    private static Token Second(string text) => Tokens.Read(text, FourLetters)[1];

    private static bool Announces(string text) => AnswerCues.Last(text) is { } at && text[at..] == "57";
}

using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Scoring;

namespace Showdown.Tests.Scoring.Numbers;

/// <summary>The last lines of MGSM's eleven languages, with the digits and separators that their writers use.</summary>
public sealed class LanguagesOfNumbersTests
{
    private static readonly PureScorer _scorer = Scorers.FindPure(
        new ScorerSettings("integer") { Options = new Dictionary<string, string> { ["dots"] = "thousands" } }
    );

    [Theory]
    [InlineData("bn", "18", "উত্তর: 18")]
    [InlineData("bn", "18", "উত্তর: ১৮")]
    [InlineData("bn", "18", "তিনি ৯ × ২ = ১৮ ডলার পান।\n\nউত্তর: ১৮ ডলার")]
    [InlineData("bn", "114200", "উত্তর: ১,১৪,২০০")]
    [InlineData("de", "18", "Antwort: 18")]
    [InlineData("de", "5600", "Sie bezahlt 5.600 Euro.\n**Antwort:** 5.600 €")]
    [InlineData("de", "114200", "Antwort: 114.200")]
    [InlineData("de", "18", "Antwort: 18,00 €")]
    [InlineData("en", "276000", "Answer: 276,000")]
    [InlineData("en", "18", "She makes 9 * 2 = $18.\n\nAnswer: $18.00")]
    [InlineData("en", "18", "So it is \\boxed{18}.")]
    [InlineData("es", "2125", "Respuesta: 2.125")]
    [InlineData("es", "18", "Respuesta: 18 dólares")]
    [InlineData("fr", "5600", "Réponse : 5 600")]
    [InlineData("fr", "114200", "Réponse : 114\u202F200 euros")]
    [InlineData("ja", "18", "答え: 18")]
    [InlineData("ja", "18", "答え：１８ドル")]
    [InlineData("ja", "18", "9 × 2 = 18\n\n**答え: 18**")]
    [InlineData("ru", "276000", "Ответ: 276 000")]
    [InlineData("ru", "18", "Ответ: 18 долларов.")]
    [InlineData("sw", "18", "Jibu: 18")]
    [InlineData("sw", "2125", "Jibu: 2,125")]
    [InlineData("te", "18", "సమాధానం: 18")]
    [InlineData("te", "18", "సమాధానం: ౧౮")]
    [InlineData("te", "18", "ఆమె 9 × 2 = 18 డాలర్లు సంపాదిస్తుంది.\nసమాధానం: 18 డాలర్లు")]
    [InlineData("th", "18", "คำตอบ: 18")]
    [InlineData("th", "18", "คำตอบ: ๑๘")]
    [InlineData("th", "5600", "คำตอบ: ๕,๖๐๐ บาท")]
    [InlineData("zh", "18", "答案:18")]
    [InlineData("zh", "18", "答案：18美元。")]
    public void RightNumbers_AreRight(string language, string target, string reply)
    {
        var score = _scorer.Grade(reply, new Target(target));
        Assert.True(score.Outcome == Outcome.Right, $"{language}: {score.Reason}");
    }

    [Theory]
    [InlineData("bn", "18", "উত্তর: ১৯")]
    [InlineData("de", "5600", "Antwort: 5,6")]
    [InlineData("en", "18", "First 18, and then twice that.\nAnswer: 36")]
    [InlineData("es", "2125", "Respuesta: 2.126")]
    [InlineData("fr", "18", "Il y en a 18, moins 3.\nRéponse : 15")]
    [InlineData("ja", "18", "答え: 81")]
    [InlineData("ru", "18", "Ответ: 180")]
    [InlineData("sw", "18", "Jibu: 17")]
    [InlineData("te", "18", "సమాధానం: 8")]
    [InlineData("th", "18", "คำตอบ: ๑๙")]
    [InlineData("zh", "18", "答案:-18")]
    public void OtherNumbers_AreWrong(string language, string target, string reply) =>
        Assert.Equal((language, Outcome.Wrong), (language, _scorer.Grade(reply, new Target(target)).Outcome));

    [Theory]
    [InlineData("Antwort: 5.600", 5600, true)]
    [InlineData("Antwort: 1.234.567", 1234567, true)]
    [InlineData("Antwort: 0.125", 125, false)]
    [InlineData("Antwort: 5.60", 560, false)]
    [InlineData("Antwort: 1.2345", 12345, false)]
    public void ADotBeforeThreeDigits_PartsThousands(string reply, int target, bool right) =>
        Assert.Equal(right ? Outcome.Right : Outcome.Wrong, _scorer.Grade(reply, new Target($"{target}")).Outcome);
}

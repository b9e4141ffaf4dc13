using Showdown.Scoring.Numbers;

namespace Showdown.Tests.Scoring.Numbers;

/// <summary>One number as models write it, with what may stand around it; of several, or of a formula, there is none.</summary>
public sealed class NumberTextTests
{
    [Theory]
    [InlineData("25%", "25%")]
    [InlineData("25 %", "25%")]
    [InlineData("25\\%", "25%")]
    [InlineData("25\\ \\%", "25%")]
    [InlineData("25% of them", "25%")]
    [InlineData("25 percent", "25%")]
    [InlineData("25 Percent of them.", "25%")]
    [InlineData("25 percent of all of them there", "25%")]
    [InlineData("-2.5%", "-5/2%")]
    [InlineData("\\frac{1}{2}\\%", "1/2%")]
    [InlineData("2 million percent", "2000000%")]
    [InlineData("25% or 30", null)]
    [InlineData("25 percent or so", null)]
    [InlineData("25 per cent", "25")] // two words of a unit
    public void Percent_IsKeptApart(string text, string? value) => Assert.Equal(value, Read(text));

    [Theory]
    [InlineData("1,234,567", "1234567")]
    [InlineData("-1,234", "-1234")]
    [InlineData("12,345", "12345")]
    [InlineData("1{,}234{,}567", "1234567")]
    [InlineData("1\u00A0234", "1234")]
    [InlineData("1\u202F234", "1234")]
    [InlineData("1~234", "1234")]
    [InlineData("1, 234, 567", "1234567")]
    [InlineData("1,234.5", "2469/2")]
    [InlineData("1{,}23", null)]
    [InlineData("1{,}2345", null)]
    [InlineData("1 23", null)]
    [InlineData("1 2345", null)]
    [InlineData("1,2345", "2469/2000")] // a decimal comma
    [InlineData("1,23", "123/100")]
    [InlineData("1,5", "3/2")]
    [InlineData("-0,125", "-1/8")]
    [InlineData("0,125", "1/8")]
    [InlineData("10,125", "10125")]
    [InlineData("1,5.", "3/2")]
    [InlineData("1,5,6", null)]
    [InlineData("1,5,", null)]
    [InlineData("1,5.5", null)]
    [InlineData(",5", null)]
    [InlineData(",234", null)]
    [InlineData("5,", "5")]
    [InlineData("5.", "5")]
    [InlineData("5. ", "5")]
    [InlineData(".5", "1/2")]
    [InlineData("1.5.5", null)]
    [InlineData("1.2,345", null)]
    [InlineData("1,00,000", "100000")]
    [InlineData("1.234,50", "2469/2")]
    [InlineData("-1.234.567", "-1234567")]
    [InlineData("1.234,50 euros", "2469/2")]
    public void MarksOfThousandsAndDecimals_AreToldApart(string text, string? value) => Assert.Equal(value, Read(text));

    [Theory]
    [InlineData("2~1/2", "5/2")]
    [InlineData("2 1/2", "5/2")]
    [InlineData("2 \\frac{1}{2}", "5/2")]
    [InlineData("2\\tfrac12", "5/2")]
    [InlineData("2 1/0", null)]
    [InlineData("2 1.5/2", null)]
    [InlineData("2.5 1/2", null)]
    [InlineData("2.5\\frac{1}{2}", null)]
    [InlineData("2 1", null)]
    [InlineData("12/5", "12/5")]
    [InlineData("12 / 5", "12/5")]
    [InlineData("{12}/{5}", "12/5")]
    [InlineData("12/0", null)]
    [InlineData("12/x", null)]
    [InlineData("12/", "12")] // a slash is a mark of units
    [InlineData("\\frac1{2}", "1/2")]
    [InlineData("\\frac{1}2", "1/2")]
    [InlineData("\\frac 1 2", "1/2")]
    [InlineData("\\frac{1} {2}", "1/2")]
    [InlineData("\\frac{{1}}{2}", "1/2")]
    [InlineData("\\dfrac{1}{2}", "1/2")]
    [InlineData("\\cfrac{1}{2}", "1/2")]
    [InlineData("\\frac{ 12 }{ 30 }", "2/5")]
    [InlineData("\\frac{-12}{-30}", "2/5")]
    [InlineData("\\frac{12}", null)]
    [InlineData("\\frac{12}{", null)]
    [InlineData("\\frac{12}{30", null)]
    [InlineData("\\frac{x}{2}", null)]
    [InlineData("\\frac", null)]
    [InlineData("\\frac{1}{0}", null)]
    [InlineData("\\frac{1}{2} cm", "1/2")]
    [InlineData("-\\frac{1}{2}", "-1/2")]
    [InlineData("\\frac{1.5}{2}", "3/4")]
    public void Fractions_AreExact(string text, string? value) => Assert.Equal(value, Read(text));

    [Theory]
    [InlineData("1.5e3", "1500")]
    [InlineData("1.5E+03", "1500")]
    [InlineData("15e-1", "3/2")]
    [InlineData("2e12", "2000000000000")]
    [InlineData("2e1234", null)]
    [InlineData("0e100", "0")]
    [InlineData("2e", null)]
    [InlineData("2 e3", null)]
    [InlineData("-2e3", "-2000")]
    [InlineData("2 × 10^3", "2000")]
    [InlineData("2×10^{-3}", "1/500")]
    [InlineData("2 x 10^{3} m", "2000")]
    [InlineData("2 · 10^3", "2000")]
    [InlineData("2 \\times 10^{ 3 }", "2000")]
    [InlineData("2 \\cdot 10^3", "2000")]
    [InlineData("2 × 10", null)]
    [InlineData("2 × 20^3", null)]
    [InlineData("2 × 10^x", null)]
    public void PowersOfTen_AreMultipliedOut(string text, string? value) => Assert.Equal(value, Read(text));

    [Theory]
    [InlineData("3k", "3000")]
    [InlineData("3K", "3000")]
    [InlineData("3 k", null)]
    [InlineData("3 dozen", "36")]
    [InlineData("3 dozen eggs", "36")]
    [InlineData("3 hundred", "300")]
    [InlineData("3 thousand", "3000")]
    [InlineData("{3} Million", "3000000")]
    [InlineData("-3 billion", "-3000000000")]
    [InlineData("3 trillion", "3000000000000")]
    [InlineData("1/2 million", "500000")]
    [InlineData("3 kilos", "3")]
    public void Magnitudes_Multiply(string text, string? value) => Assert.Equal(value, Read(text));

    /// <summary>No answer is longer, and a hostile one shall not cost time.</summary>
    [Fact]
    public void ALongText_IsNone()
    {
        Assert.Equal(new string('1', 400), Read(new string('1', 400)));
        Assert.Null(Read(new string('1', 401)));
        Assert.Equal("5", Read("5 " + new string('a', 60)));
    }

    private static string? Read(string text) => NumberText.Read(text) is { } read ? $"{read.Value}{(read.IsPercent ? "%" : "")}" : null;
}

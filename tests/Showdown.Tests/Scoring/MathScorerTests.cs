using Showdown.Domain;
using Showdown.Scoring.Maths;

namespace Showdown.Tests.Scoring;

/// <summary>Whole completions, as models of several families write them.</summary>
public sealed class MathScorerTests
{
    private static readonly MathScorer _scorer = new();

    [Theory]
    // Kimi, DeepSeek, Qwen: a box at the end
    [InlineData("12", "We count the cases.\n\nThus the total is $5+7=12$.\n\n$$\\boxed{12}$$")]
    [InlineData("\\frac{3}{56}", "so \\[p(8) = \\frac{q(8) + 8}{8^2 - 1} = \\boxed{\\dfrac{3}{56}}.\\]")]
    [InlineData("\\left( 3, \\frac{\\pi}{2} \\right)", "Hence $(r,\\theta)=\\boxed{\\left(3,\\dfrac{\\pi}{2}\\right)}$.")]
    [InlineData("p - q", "Therefore, the sum equals $\\boxed{p - q}$.")]
    [InlineData("9", "First guess: \\boxed{8}. Checking again, the last step was off by one.\n\n**Final Answer**\n\n\\boxed{9}")]
    [InlineData("x \\in [-2,7]", "The solution is $\\boxed{[-2, 7]}$ in interval notation.")]
    [InlineData("\\text{Evelyn}", "Her speed is the greatest, so the answer is $\\boxed{\\text{Evelyn}}$.")]
    [InlineData("6 - 5i", "\\boxed{6-5i}")]
    [InlineData("\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}", "So\n\\[\n\\boxed{\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}}\n\\]")]
    [InlineData("20", "that is $1/5$, or $\\boxed{20}$ percent.")]
    [InlineData("204_5", "for a quotient of $\\boxed{204}_5$.")]
    [InlineData("90^\\circ", "\\begin{align*} \\angle BAC &= 50^\\circ+40^\\circ \\\\ &= \\boxed{90^\\circ}. \\end{align*}")]
    [InlineData("3", "<think>\\boxed{4}? no</think>The value is \\boxed{3}.")]
    // several boxes for a list
    [InlineData("1,-2", "The integers are \\boxed{-2} and \\boxed{1}.")]
    [InlineData("1,-2", "thus \\[ \\boxed{-2} \\quad \\text{and} \\quad \\boxed{1}. \\]")]
    [InlineData("1,-2", "The solutions are $x = \\boxed{1}$, $x = \\boxed{-2}$")]
    [InlineData("840", "could it be \\boxed{840}? Let me verify by hand, the number of cases is as above.\n\n**Final Answer**\n\\boxed{840}")]
    // Llama
    [InlineData("25", "## Step 1: Square the number\n5 squared is 25.\n\nThe final answer is: $\\boxed{25}$")]
    [InlineData("\\frac{1}{2}", "## Step 3: Simplify\nWe get 2/4 = 1/2.\n\nThe final answer is: $\\boxed{\\frac{1}{2}}$")]
    [InlineData("34", "Final Answer: The final answer is $34$. I hope it is correct.")]
    [InlineData("34", "Final Answer: The largest $n$ is 34.")]
    [InlineData("14916", "Final Answer: The smallest possible value of $N$ is $14{,}916$. I hope it is correct.")]
    [InlineData("120", "The height is 4.\nFinal Answer: The volume of $ABCDEFGH$ is 120. I hope it is correct.")]
    [InlineData("12000023", "Final Answer: The final answer is 12,000,023. I hope it is correct.")]
    [InlineData("10455", "after six months she has \\boxed{255} of interest. Final Answer: The final answer is $10,455$. I hope it is correct.")]
    // GPT: answer lines, bold
    [InlineData("73", "✅ Consistent!\n\n---\n\n✅ Final Answer: **73**")]
    [InlineData("4", "Step by step we find that the roots add up.\n\n**Answer: 4**")]
    [InlineData("\\frac{9}{7}", "ANSWER: 9/7")]
    [InlineData("x=5", "**Answer:** $x = 5$")]
    [InlineData("2\\sqrt{5}", "Answer: \\(2\\sqrt{5}\\)")]
    [InlineData("2\\sqrt{5}", "The answer is 2√5.")]
    [InlineData("9", "Answer \\[ 9 \\]")]
    [InlineData("9", "The answer is\n\\[\n9\n\\]")]
    [InlineData("9", "So the answer is: $$\n9\n$$")]
    [InlineData("17", "The answer is 17 because 17 is the only prime left.")]
    [InlineData("(1,2)", "The answer is the point $(1,2)$.")]
    [InlineData("16386.16", "So, the investment is worth about 16386.16 dollars. Final Answer: The final answer is 16386.16.")]
    // no announcement
    [InlineData("7", "7")]
    [InlineData("\\frac{7}{2}", "$\\frac{7}{2}$")]
    [InlineData("2/3", "Therefore, the probability that Alice wins the game is 2/3.")]
    [InlineData("x^2+1", "Expanding and collecting terms gives $f(x) = x^2 + 1$.")]
    [InlineData("19", "So the total number of points is 1 + 2*9 = 1 + 18 = 19")]
    [InlineData("12", "Therefore, there are 12 distinct sequences that meet the conditions.")]
    [InlineData("100\\%", "Therefore, the minimum error increases by 100%.")]
    [InlineData("72", "72 eggs")]
    [InlineData("18", "She sells the rest.\n#### 18")]
    // other
    [InlineData("Let $x$ be it. Then $x = \\boxed{5}$.", "\\boxed{5}")]
    [InlineData("x=5", "答案：$x=5$")]
    // sentences, lists, units, second thoughts
    [InlineData("6, -2", "The solutions are $x=6$ and $x=-2$.")]
    [InlineData("6, -2", "So $x = 6$ or $x = -2$.")]
    [InlineData("6, -2", "Answer: $x = 6, -2$")]
    [InlineData("\\frac{3}{4}", "So the probability is \\(\\frac{3}{4}\\).")]
    [InlineData("\\frac{3}{4}", "So the probability is \\(\\frac{3}{4}\\), or 75%.")]
    [InlineData("\\frac{3}{4}", "**Answer: 3/4**")]
    [InlineData("\\frac{3}{4}", "The final answer is $\\boxed{\\frac{3}{4}}$, i.e. 0.75.")]
    [InlineData("(2,4)", "The intersection point is $(2, 4)$.")]
    [InlineData("x^2+1", "The polynomial is \\[ x^2 + 1 \\]")]
    [InlineData("x^2+1", "The polynomial is \\[ x^2 + 1. \\]")]
    [InlineData("2\\sqrt{3}", "AB = 2√3")]
    [InlineData("2\\sqrt{3}", "Hence, AB = $2\\sqrt{3}$ cm.")]
    [InlineData("\\text{Monday}", "So the day is Monday.")]
    [InlineData("\\text{Monday}", "**Answer:** Monday")]
    [InlineData("\\text{Evelyn}", "The student with the greatest speed is **Evelyn**.")]
    [InlineData("\\text{(C)}", "The answer is (C).")]
    [InlineData("\\text{(C)}", "The correct choice is $\\boxed{C}$.")]
    [InlineData("5", "$5$ is the answer.")]
    [InlineData("5", "5 is the answer")]
    [InlineData("17", "The answer to the problem is 17 units.")]
    [InlineData("17", "Answer: 17.")]
    [InlineData("17", "The answer is: **17**")]
    [InlineData("17", "The answer is: $$17$$")]
    [InlineData("17", "Thus the answer is $3 + 14 = 17$.")]
    [InlineData("17", "Thus the answer is 3 + 14 = 17.")]
    [InlineData("1,2,3", "The values are 1, 2, and 3.")]
    [InlineData("[1,2]", "Answer: $1 \\le x \\le 2$")]
    [InlineData("10\\%", "The final answer is 10%.")]
    [InlineData("\\$5", "The answer is $5.")]
    [InlineData("\\$5.50", "The answer is \\$5.50.")]
    [InlineData("0.5", "Answer: 0.5 (or 1/2)")]
    [InlineData("\\frac12", "Answer: $\\frac{1}{2}$ (or 0.5)")]
    [InlineData("12", "Answer: 12 (since 3*4=12)")]
    [InlineData("12", "The answer is twelve.")]
    [InlineData("12", "It follows that there are 12 ways to do this.")]
    [InlineData("12", "There are $\\binom{4}{2}\\cdot 2 = 12$ ways to do this.")]
    [InlineData("12", "We get $n = 12$. Let me double check: $12 \\cdot 2 = 24$. Yes. So the answer is $12$.")]
    [InlineData("12", "Answer: **12**\n\nVerification: $12 - 2 = 10$.")]
    [InlineData("\\frac{\\pi}{3}", "So $\\theta = \\boxed{\\frac{\\pi}{3}}$ radians.")]
    [InlineData("4x^2-6x+4", "Therefore $f(x) - g(x) = \\boxed{4x^2 - 6x + 4}$.")]
    [InlineData("3", "Answer: $x=3$ only, since $x=-1$ is extraneous.")]
    [InlineData("-\\frac{1}{2}", "The value is -1/2")]
    [InlineData("-\\frac{1}{2}", "The value is $-1/2$")]
    [InlineData("90^\\circ", "The angle is 90 degrees.")]
    [InlineData("90^\\circ", "The angle measures $90^\\circ$.")]
    [InlineData("y=2x+3", "The equation of the line is $y = 2x + 3$.")]
    [InlineData("y=2x+3", "Answer: y = 2x + 3")]
    [InlineData("15", "### Final Answer\n\nThe area is **15** square units.")]
    [InlineData("15", "### Final Answer\n\n$$\\text{Area} = 15$$")]
    [InlineData("15", "**Final Answer:** The area is $15 \\text{ cm}^2$")]
    [InlineData("15", "Final answer: 15 cm²")]
    [InlineData("2^{10}", "Answer: 1024")]
    [InlineData("11", "The greatest common divisor is $\\gcd(121, 33) = 11$.")]
    [InlineData("8", "First I thought \\boxed{7}. Then I saw it is \\boxed{8}.")]
    [InlineData("8", "\\boxed{7}\\\\ Actually \\boxed{8}")]
    [InlineData("A", "\\boxed{\\text{A}}")]
    [InlineData("30", "The answer is $\\boxed{30}^\\circ$.")]
    [InlineData("5\\pi", "The area is 5π.")]
    [InlineData("5\\pi", "The area is $5\\pi \\approx 15.7$.")]
    [InlineData("\\frac{9}{4}", "= 9/4 = 2.25")]
    [InlineData("\\frac{9}{4}", "$x = \\frac{9}{4} = 2.25$")]
    [InlineData("1 \\pm \\sqrt{2}", "$x = 1 + \\sqrt{2}$ or $x = 1 - \\sqrt{2}$")]
    [InlineData("1 \\pm \\sqrt{2}", "\\boxed{1+\\sqrt{2}} and \\boxed{1-\\sqrt{2}}")]
    [InlineData("1 \\pm \\sqrt{2}", "The roots are \\boxed{1 \\pm \\sqrt{2}}.")]
    [InlineData("(3,-1)", "x = 3 and y = -1, so $(x,y) = \\boxed{(3,-1)}$")]
    [InlineData("-2,1", "\\boxed{-2} , \\boxed{1}")]
    [InlineData("14", "<think>hm</think>\n\n14")]
    [InlineData("70", "The answer is seventy.")]
    public void Grade_IsRight(string target, string completion)
    {
        var score = _scorer.Grade(completion, new Target(target));
        Assert.True(score.Outcome == Outcome.Right, $"{completion} -> {score}");
        Assert.DoesNotContain('\n', score.Reason);
    }

    [Theory]
    [InlineData("12", "\\boxed{13}")]
    [InlineData("12", "First \\boxed{12}, then corrected: \\boxed{13}")]
    [InlineData("1,-2", "\\boxed{-2}")]
    [InlineData("[0,1)", "the domain is $(0, 1)$. Final Answer: The final answer is $(0, 1)$. I hope it is correct.")]
    [InlineData("\\frac13", "The answer is 0.33")]
    [InlineData("7 = 11a+c", "$11a+c$")]
    [InlineData("5", "The answer is 4, not 5.")]
    [InlineData("\\frac{1}{3}", "The probability is about 0.33")]
    [InlineData("7", "The answer could be 7 or 8.")]
    public void Grade_IsWrong(string target, string completion) => Assert.Equal(Outcome.Wrong, _scorer.Grade(completion, new Target(target)).Outcome);

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public void Grade_IsWrongWithoutAnswer_WhenNothingIsThere(string completion) =>
        Assert.Equal((Outcome.Wrong, null), _scorer.Grade(completion, new Target("12")) is var s ? (s.Outcome, s.Answer) : default);

    [Theory]
    [InlineData("12", "So the total is $12$ and", Outcome.Wrong)]
    [InlineData("12", "The first part gives 12.", Outcome.Wrong)]
    [InlineData("12", "The answer is 12", Outcome.Wrong)] // may have been 120
    [InlineData("12", "The answer is 12. Let us check this by", Outcome.Right)]
    [InlineData("12", "The answer is $12$", Outcome.Right)]
    [InlineData("12", "So we have $\\boxed{12}$. To check, we", Outcome.Right)]
    [InlineData("12", "#### 12", Outcome.Right)]
    public void Grade_OfACompletionThatWasCutOff_NeedsAStatement(string target, string completion, Outcome outcome) =>
        Assert.Equal(outcome, _scorer.Grade(completion, new Target(target), cutOff: true).Outcome);

    [Fact]
    public void Grade_IsUnscored_WithoutTarget() =>
        Assert.Equal((Outcome.Unscored, "\\frac12"), _scorer.Grade("\\boxed{\\frac12}", new Target(null)) is var s ? (s.Outcome, s.Answer) : default);

    [Theory]
    [InlineData("\\frac34", "\\boxed{0.75}", "the last box holds '0.75', the target '\\frac34': both are 3/4 (0.75), as exact rationals")]
    [InlineData("x+1", "\\boxed{x+2}", "the last box holds 'x+2', the target 'x+1': at x = ")]
    [InlineData("(x+1)^2", "\\boxed{x^2+2x+1}", "same normal form 'x^2 + 2·x + 1'")]
    [InlineData("6, -2", "\\boxed{-2, 6}", "the same 2 values, in any order")]
    public void Grade_GivesAReasonThatAPersonCanCheck(string target, string completion, string reason) =>
        Assert.Contains(reason, _scorer.Grade(completion, new Target(target)).Reason, StringComparison.Ordinal);
}

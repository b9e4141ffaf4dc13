using Showdown.Domain;
using Showdown.Scoring.Choice;

namespace Showdown.Tests.Scoring;

public sealed class ChoiceScorerTests
{
    private static readonly ChoiceScorer _scorer = new();

    [Theory]
    // plain statements
    [InlineData("B", "B")]
    [InlineData("(B)", "B")]
    [InlineData("B.", "B")]
    [InlineData("b", "B")]
    [InlineData("Answer: B", "B")]
    [InlineData("Answer:B", "B")]
    [InlineData("answer: b", "B")]
    [InlineData("ANSWER: B", "B")]
    [InlineData("ANSWER: $B$", "B")]
    [InlineData("Final answer: B.", "B")]
    [InlineData("Final Answer - C", "C")]
    [InlineData("The answer is B", "B")]
    [InlineData("The answer is (B).", "B")]
    [InlineData("The answer is **B**.", "B")]
    [InlineData("The correct answer is option B.", "B")]
    [InlineData("The correct option is (C) 12 m/s.", "C")]
    [InlineData("The correct choice is D", "D")]
    [InlineData("the best answer is: D", "D")]
    [InlineData("The answer to this question is therefore B.", "B")]
    [InlineData("The answer should be C.", "C")]
    [InlineData("The answer must be A.", "A")]
    [InlineData("So the answer would be D.", "D")]
    [InlineData("Correct answer: **C**", "C")]
    [InlineData("Correct: C", "C")]
    [InlineData("My answer: C", "C")]
    [InlineData("Ans: C", "C")]
    [InlineData("Ans. (C)", "C")]
    [InlineData("Answer = D", "D")]
    [InlineData("Answer → D", "D")]
    [InlineData("Choice: D", "D")]
    [InlineData("Option D", "D")]
    [InlineData("Answer B", "B")]
    [InlineData("I choose B.", "B")]
    [InlineData("I would choose option (B) here.", "B")]
    [InlineData("I'll go with C.", "C")]
    [InlineData("We select option D because it is the only one left.", "D")]
    [InlineData("Therefore, B.", "B")]
    [InlineData("Thus, option (A) is correct.", "A")]
    [InlineData("Hence (D).", "D")]
    [InlineData("So it must be C.", "C")]
    [InlineData("B is the correct answer.", "B")]
    [InlineData("(B) is correct", "B")]
    [InlineData("Option C is the best choice.", "C")]
    [InlineData("{\"answer\": \"B\"}", "B")]
    [InlineData("<answer>B</answer>", "B")]
    [InlineData("<answer>\nB\n</answer>", "B")]
    [InlineData("[[C]]", "C")]
    // Llama
    [InlineData("Let's think step by step.\nWater boils at 100 C at sea level.\nThe best answer is C.", "C")]
    [InlineData("## Step 1: Understand the problem\nWe compare A and B.\n\n## Step 2: Decide\nThe ratio is 2.\n\nThe best answer is B.", "B")]
    [InlineData("The best answer is B. Both A and D ignore friction.", "B")]
    [InlineData("The best answer is (D) None of these", "D")]
    [InlineData("The best answer is $\\boxed{D}$", "D")]
    // Kimi, DeepSeek, Qwen
    [InlineData("The field is uniform, so the force is constant.\n\n\\boxed{C}", "C")]
    [InlineData("Thus the correct option is \\boxed{\\text{B}}.", "B")]
    [InlineData("Hence $\\boxed{\\text{(D)}}$", "D")]
    [InlineData("$$\\boxed{\\mathrm{A}}$$", "A")]
    [InlineData("\\[\n\\boxed{\\textbf{(E)}\\ 24}\n\\]", "E")]
    [InlineData("\\boxed{\\mathbf{C}}", "C")]
    [InlineData("\\boxed{B) 42}", "B")]
    [InlineData("\\boxed{\\text{Option B}}", "B")]
    [InlineData("\\boxed{\\text{B. The rate doubles}}", "B")]
    [InlineData("**Answer: (B)**", "B")]
    [InlineData("**Answer:** B", "B")]
    [InlineData("**Answer**: **B**", "B")]
    [InlineData("### Final Answer\n\n**C**", "C")]
    [InlineData("**Final Answer**\n\n\\boxed{A}", "A")]
    [InlineData("## Answer\nA", "A")]
    [InlineData("**Final Answer:**\n\n$$\\boxed{D}$$", "D")]
    [InlineData("Answer:\n\n**D) All of the above**", "D")]
    [InlineData("Answer: \\(\\text{B}\\)", "B")]
    [InlineData("Answer: $\\mathbf{B}$", "B")]
    [InlineData("answer is \\(B\\)", "B")]
    // GPT
    [InlineData("The correct answer is **B) 4.5 m/s**.\n\nHere is why: the momentum is conserved.", "B")]
    [InlineData("**C. Mitochondria**\n\nMitochondria make ATP. Nucleus holds DNA.", "C")]
    [InlineData("Short check of the options:\n\nA) No, too small.\nB) Yes.\nC) No.\nD) No.\n\n**Answer: B**", "B")]
    [InlineData(
        "Answer: C\n\nExplanation: A is true, as shown above. B is correct in part. D is correct as a statement, but the question asks for the false one.",
        "C"
    )]
    [InlineData("Answer: B\n\nConfidence: 80%", "B")]
    [InlineData("C) 12", "C")]
    [InlineData("The pressure rises.\n\nD. It doubles", "D")]
    // the last statement wins
    [InlineData("A is tempting, but the sign is wrong, so the answer is C.", "C")]
    [InlineData("At first glance the answer is A. However, energy is lost, so the answer is D.", "D")]
    [InlineData("The answer is A. Wait, I forgot the factor 2. The answer is B.", "B")]
    [InlineData("Answer: A\n\nHmm, let me recheck.\n\nAnswer: D", "D")]
    [InlineData("\\boxed{A} was my first idea.\n\nCorrected: \\boxed{B}", "B")]
    [InlineData("One might think the answer is B. It holds only for gases.\nThe answer is C.\nSome students would say the answer is D.", "C")]
    [InlineData("Is the answer A? No. The answer is B.", "B")]
    [InlineData("The answer is B. Could the answer be C? No, that is impossible.", "B")]
    [InlineData("The obvious answer is A.\n\nBut heat flows the other way.\n\nTherefore, B is correct.", "B")]
    [InlineData("Thinking it over: the answer is A... no.\n\nC", "C")]
    // denials
    [InlineData("The answer is not A but C.", "C")]
    [InlineData("The answer is not B. The answer is D.", "D")]
    [InlineData("The answer cannot be A. So the answer is D.", "D")]
    [InlineData("The answer isn't A, rather B.", "B")]
    [InlineData("The answer is B (not A).", "B")]
    [InlineData("The answer is B, not C.", "B")]
    [InlineData("The answer is B and A is wrong.", "B")]
    [InlineData("The answer is B, A is only half of it.", "B")]
    [InlineData("Option A is incorrect. Option B is incorrect. Option D is wrong.", "C")]
    [InlineData("We can eliminate A, B and D, which leaves C.", "C")]
    [InlineData("A is wrong. D is not correct. C is incorrect. So only one remains.", "B")]
    // articles, pronouns, other uses of letters
    [InlineData("A closer look helps. I think the answer is D.", "D")]
    [InlineData("The answer is a matter of sign: it is negative.\n\nAnswer: C", "C")]
    [InlineData("Answer: A because the reaction is exothermic", "A")]
    [InlineData("I believe that vitamin C is needed. The answer is B.", "B")]
    [InlineData("The answer is D since E = mc^2.", "D")]
    // a choice of several is named and then one taken
    [InlineData("It is either A or C. The answer is C.", "C")]
    [InlineData("Looking at this, the statement matches option (B).", "B")]
    // other languages
    [InlineData("Die richtige Antwort ist B.", "B")]
    [InlineData("Antwort: B", "B")]
    [InlineData("La bonne réponse est C.", "C")]
    [InlineData("Réponse : D", "D")]
    [InlineData("La respuesta correcta es B.", "B")]
    [InlineData("Respuesta: B", "B")]
    [InlineData("La risposta corretta è C", "C")]
    [InlineData("A resposta correta é D.", "D")]
    [InlineData("Правильный ответ: B", "B")]
    [InlineData("Ответ: C", "C")]
    [InlineData("答案：B", "B")]
    [InlineData("答案是B。", "B")]
    [InlineData("因此，正确答案是 **C**。", "C")]
    [InlineData("故选：D", "D")]
    [InlineData("所以选B。", "B")]
    [InlineData("正解はCです。", "C")]
    [InlineData("정답: B", "B")]
    [InlineData("정답은 B입니다.", "B")]
    [InlineData("الإجابة: ب", "B")]
    [InlineData("উত্তর: অ", "A")]
    [InlineData("उत्तर: C", "C")]
    [InlineData("คำตอบ: D", "D")]
    [InlineData("Jawaban: B", "B")]
    [InlineData("Đáp án: B", "B")]
    [InlineData("Cevap: D", "D")]
    [InlineData("答案：Ｂ", "B")]
    // thoughts that were not split off
    [InlineData("<think>The answer is A? No, the answer is C.</think>The answer is B.", "B")]
    // escapes gone wrong
    [InlineData("\boxed{B}", "B")]
    [InlineData("boxed{B}", "B")]
    public void Grade_FindsTheLetter(string completion, string letter)
    {
        var score = _scorer.Grade(completion, new Target(letter) { Labels = letter == "E" ? ["A", "B", "C", "D", "E"] : ["A", "B", "C", "D"] });
        Assert.True(score.Outcome == Outcome.Right, $"{completion} -> {score}");
        Assert.Equal(letter, score.Answer);
        Assert.DoesNotContain('\n', score.Reason);
    }

    [Theory]
    [InlineData("**B**\n\nExplanation: Option A is too small, C ignores friction, and D has the wrong sign.", "B")]
    [InlineData("The correct answer is:\n\n**D) 3.2 × 10⁴**\n\n### Explanation\n\nA) is off by ten.", "D")]
    [InlineData("✅ **Correct answer: C**", "C")]
    [InlineData("So the final answer is $\\boxed{\\textbf{(B)}}$.", "B")]
    [InlineData("The answer is (A), (B) is wrong.", "A")]
    [InlineData("I believe the answer is C, but it could also be D.", "C")]
    [InlineData("Among the given options, B seems most appropriate.", "B")]
    [InlineData("Option (B) best describes the process.", "B")]
    [InlineData("{\"reasoning\": \"A is tempting\", \"answer\": \"C\"}", "C")]
    [InlineData("answer is a)", "A")]
    [InlineData("My choice is B", "B")]
    [InlineData("I'd pick (C).", "C")]
    [InlineData("The correct answer among the options is B.", "B")]
    [InlineData("The correct answer choice is B.", "B")]
    [InlineData("选项 B 正确。", "B")]
    [InlineData("综上所述，答案选C。", "C")]
    [InlineData("应选择B选项。", "B")]
    [InlineData("答えはBです。", "B")]
    [InlineData("故答案为：B", "B")]
    [InlineData("A. Because the current is constant.\n", "A")]
    [InlineData(
        "Let's evaluate each option:\n\nA. This is false because x.\nB. This is false.\nC. This is false.\nD. This is true.\n\nTherefore, the correct answer is D.",
        "D"
    )]
    [InlineData("Let's evaluate each:\n- (A) incorrect\n- (B) incorrect\n- (C) correct\n- (D) incorrect\n\nThe best answer is C.", "C")]
    [InlineData("Step 1: blah\nStep 2: blah\nThus, the statement that is correct is option B.", "B")]
    [InlineData("The best answer is D.\n\nNote: I am an AI and I can't verify; option A would be the answer if the sign were positive.", "D")]
    [InlineData("Based on the above, I would answer A.", "A")]
    [InlineData("Answer: The reaction is exothermic, so C.", "C")]
    [InlineData("**Answer: B) The mitochondria**\n\nExplanation:\nA) The nucleus stores DNA.\nC) Ribosomes make proteins.", "B")]
    [InlineData("The answer is \\textbf{B}.", "B")]
    [InlineData("$\\textbf{Answer: } \\boxed{\\text{B}}$", "B")]
    [InlineData("After ruling out A, B and C, the only option left is D.", "D")]
    [InlineData("The answer is: C\n\nI hope this helps! If you'd like, I can explain why A is wrong.", "C")]
    [InlineData("The final answer is **C**, since A, B, and D are inconsistent with the data.", "C")]
    [InlineData("Answer: A\n\nA is correct because the enzyme needs zinc.", "A")]
    [InlineData("**Solution**\n\nA block slides ... energy.\n\n**Answer:** (B)", "B")]
    [InlineData("The correct option is B: \"An increase in entropy\".", "B")]
    [InlineData("Correct option: [B]", "B")]
    [InlineData("Hence, the answer would be option D.", "D")]
    [InlineData("The answer is option A, as option B and option C both fail.", "A")]
    [InlineData("So, out of A and C, we choose C.", "C")]
    [InlineData("Not A, because it is too small; not B or D. It's C.", "C")]
    [InlineData("My final answer is thus (B)", "B")]
    [InlineData("Final answer: (B) $-\\frac{1}{2}$", "B")]
    [InlineData("Final Answer: The final answer is (B). I hope it is correct.", "B")]
    [InlineData("The answer is $\\text{C}$", "C")]
    [InlineData("The answer is (E) 24.", "E")]
    [InlineData("Option B: 12\n", "B")]
    [InlineData("\\boxed{A}", "A")]
    [InlineData("\\boxed{\\text{(B) }12}", "B")]
    [InlineData("\\boxed{C. \\text{ 12 m}}", "C")]
    [InlineData("\\[\\boxed{\\text{Option D}}\\]", "D")]
    [InlineData("Given these considerations: A.", "A")]
    [InlineData("Question: which?\n\nAnswer: \"A\"", "A")]
    public void Grade_FindsTheLetter_InRepliesOfManyShapes(string completion, string letter) =>
        Assert.Equal(
            letter,
            _scorer.Grade(completion, new Target(letter) { Labels = letter == "E" ? ["A", "B", "C", "D", "E"] : ["A", "B", "C", "D"] }).Answer
        );

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   \n ", "empty")]
    [InlineData("I cannot determine this.", "no answer")]
    [InlineData("A gas expands when it is heated.", "no answer")]
    [InlineData("The answer depends on the temperature.", "no answer")]
    [InlineData("Answer: A or C", "names A, C")]
    [InlineData("The answer is either B or D.", "names B, D")]
    [InlineData("\\boxed{A, C}", "names A, C")]
    [InlineData("The correct answers are A and B.", "names A, B")]
    [InlineData("The answer is A/C", "names A, C")]
    [InlineData("Answer: E", "not on offer")]
    [InlineData("\\boxed{F}", "not on offer")]
    [InlineData("A) first\nB) second\nC) third\nD) fourth", "no answer")]
    [InlineData("Options:\nA) first\nB) second\n\nI need more data.", "no answer")]
    [InlineData("The answer choices: A) one B) two", "no answer")]
    public void Grade_SaysWhyThereIsNoAnswer(string completion, string reason)
    {
        var score = _scorer.Grade(completion, new Target("A") { Labels = ["A", "B", "C", "D"] });
        Assert.Equal(Outcome.Wrong, score.Outcome);
        Assert.Null(score.Answer);
        Assert.Contains(reason, score.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The answer is Paris.", "B")]
    [InlineData("Paris", "B")]
    [InlineData("The capital is, of course, Paris.", "B")]
    [InlineData("**Answer:** New York", "C")]
    [InlineData("\\boxed{\\text{New York}}", "C")]
    [InlineData("The correct answer is **new york**.", "C")]
    [InlineData("Answer: York", "D")]
    [InlineData("Answer: Vitamin D\n", "A")]
    [InlineData("The answer is (C) New York, not Paris.", "C")]
    public void Grade_KnowsAnOptionInWords(string completion, string letter)
    {
        var target = new Target(letter) { Choices = ["Vitamin D", "Paris", "New York", "York"] };
        Assert.Equal(letter, _scorer.Grade(completion, target).Answer);
    }

    [Theory]
    [InlineData("The answer is 4.", "A")]
    [InlineData("Answer: $4.5$", "B")]
    [InlineData("So we get \\boxed{45}.", "C")]
    [InlineData("\\boxed{\\frac{1}{2}}", "D")]
    public void Grade_KnowsAnOptionByItsNumber(string completion, string letter)
    {
        var target = new Target(letter) { Choices = ["4", "4.5", "45", "$\\frac{1}{2}$"] };
        Assert.Equal(letter, _scorer.Grade(completion, target).Answer);
    }

    [Fact]
    public void Grade_TakesTheLetter_WhenOptionsAreLettersThemselves() =>
        Assert.Equal("B", _scorer.Grade("The answer is B.", new Target("B") { Choices = ["B", "A", "O", "AB"] }).Answer);

    [Fact]
    public void Grade_IsUnscored_WithoutTarget()
    {
        var score = _scorer.Grade("The answer is B.", new Target(null));
        Assert.Equal((Outcome.Unscored, "B"), (score.Outcome, score.Answer));
    }

    [Fact]
    public void Grade_IsUnscored_WhenTheTargetIsNotOnOffer() =>
        Assert.Equal(Outcome.Unscored, _scorer.Grade("The answer is B.", new Target("Z") { Labels = ["A", "B"] }).Outcome);

    [Fact]
    public void Grade_AcceptsLettersUpToJ_WhenNothingIsSaid() => Assert.Equal("J", _scorer.Grade("The answer is (J).", new Target("J")).Answer);

    [Fact]
    public void Grade_SaysWhichLetterWasTaken_WhenWrong()
    {
        var score = _scorer.Grade("So the answer is (C), clearly.", new Target("B"));
        Assert.Equal((Outcome.Wrong, "C"), (score.Outcome, score.Answer));
        Assert.Equal("the last statement, 'answer is (C', names C; the target is B", score.Reason);
    }
}

namespace Showdown.Scoring.Maths;

/// <summary>Steps that one comparison may take: a bound that does not depend on the machine, so a verdict is the same everywhere.</summary>
internal sealed class Budget(int steps)
{
    private int _left = steps;

    /// <exception cref="OverBudgetException">No steps are left.</exception>
    public void Spend(int steps = 1)
    {
        if ((_left -= steps) < 0)
            throw new OverBudgetException();
    }
}

/// <summary>Caught where the comparison started; never leaves the scorer.</summary>
internal sealed class OverBudgetException : Exception;

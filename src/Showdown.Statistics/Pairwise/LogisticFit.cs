using MathNet.Numerics.LinearAlgebra;

namespace Showdown.Statistics.Pairwise;

/// <param name="X">Covariates, as many in each row.</param>
/// <param name="Y">What was seen, 0 to 1: a share counts as so much of a win and so much of a loss.</param>
/// <param name="Weight">Above 0.</param>
/// <param name="Unit">Rows of one unit hang together.</param>
internal readonly record struct LogisticRow(double[] X, double Y, double Weight = 1, int Unit = 0);

/// <summary>Logistic regression without intercept, by maximum likelihood; with errors that count units and not rows.</summary>
/// <remarks>
/// Newton's method with halved steps. Where the likelihood has no maximum (one side always wins, or a covariate parts wins from losses) the sum of
/// squares of the coefficients is held down as scikit-learn does unasked (penalty one half of it): <see cref="IsHeld"/> says so. Errors: the sandwich
/// of Huber (1967, Berkeley Symposium 1:221-233) and Liang and Zeger (1986, Biometrika 73:13-22), clustered by unit.
/// </remarks>
internal sealed class LogisticFit
{
    /// <summary>Chances of one in three million: no data say so, they only fail to say otherwise.</summary>
    private const double Unbounded = 15;

    private readonly Matrix<double> _inverse;

    private LogisticFit(double[] coefficients, bool isHeld, Matrix<double> inverse) =>
        (Coefficients, IsHeld, _inverse) = (coefficients, isHeld, inverse);

    public IReadOnlyList<double> Coefficients { get; }

    /// <summary>True where the data alone would have let a coefficient grow without end.</summary>
    public bool IsHeld { get; }

    /// <param name="rows">At least one.</param>
    /// <param name="start">Where to begin; null: at zero.</param>
    public static LogisticFit Of(IReadOnlyList<LogisticRow> rows, IReadOnlyList<double>? start = null) =>
        Newton(rows, 0, start) ?? Newton(rows, 1, null) ?? throw new InvalidOperationException("A held regression has a maximum.");

    /// <summary>Squared errors of the coefficients as the units vary.</summary>
    public Matrix<double> Covariance(IReadOnlyList<LogisticRow> rows)
    {
        var pulls = new Dictionary<int, Vector<double>>();
        foreach (var row in rows)
        {
            var pull = Vector<double>.Build.Dense(row.X) * (row.Weight * (row.Y - Chance(row.X, Coefficients)));
            pulls[row.Unit] = pulls.TryGetValue(row.Unit, out var sum) ? sum + pull : pull;
        }
        var meat = Matrix<double>.Build.Dense(_inverse.RowCount, _inverse.RowCount);
        foreach (var pull in pulls.Values)
            meat += pull.OuterProduct(pull);
        // As the divisor of a variance: so many coefficients were fitted to so many units.
        double units = pulls.Count;
        return _inverse * meat * _inverse * (units / Math.Max(1, units - Coefficients.Count));
    }

    public static double Chance(double[] x, IReadOnlyList<double> coefficients)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * coefficients[i];
        return Logistic(sum);
    }

    public static double Logistic(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <returns>Null when a coefficient grows without end.</returns>
    private static LogisticFit? Newton(IReadOnlyList<LogisticRow> rows, double ridge, IReadOnlyList<double>? start)
    {
        var size = rows[0].X.Length;
        var at = Vector<double>.Build.Dense(start?.ToArray() ?? new double[size]);
        var worth = Worth(rows, at, ridge);
        for (var step = 0; step < 100; step++)
        {
            var (slope, curvature) = Slope(rows, at, ridge);
            var move = curvature.Cholesky().Solve(slope);
            var next = at + move;
            var nextWorth = Worth(rows, next, ridge);
            for (var halved = 0; halved < 30 && !(nextWorth >= worth - 1e-12 * Math.Abs(worth)); halved++)
            {
                move /= 2;
                next = at + move;
                nextWorth = Worth(rows, next, ridge);
            }
            (at, worth) = (next, nextWorth);
            if (at.AbsoluteMaximum() > Unbounded && ridge == 0)
                return null;
            if (move.AbsoluteMaximum() < 1e-11)
                break;
        }
        return new LogisticFit(at.ToArray(), ridge > 0, Slope(rows, at, ridge).Curvature.Inverse());
    }

    private static double Worth(IReadOnlyList<LogisticRow> rows, Vector<double> at, double ridge)
    {
        var sum = -ridge / 2 * at.DotProduct(at);
        foreach (var row in rows)
        {
            var logit = 0.0;
            for (var i = 0; i < row.X.Length; i++)
                logit += row.X[i] * at[i];
            sum += row.Weight * (row.Y * logit - Math.Max(logit, 0) - Math.Log(1 + Math.Exp(-Math.Abs(logit))));
        }
        return sum;
    }

    private static (Vector<double> Slope, Matrix<double> Curvature) Slope(IReadOnlyList<LogisticRow> rows, Vector<double> at, double ridge)
    {
        var size = at.Count;
        var (slope, curvature) = (at * -ridge, Matrix<double>.Build.Dense(size, size));
        var coefficients = at.ToArray();
        foreach (var (x, y, weight, _) in rows)
        {
            var chance = Chance(x, coefficients);
            for (var i = 0; i < size; i++)
            {
                if (x[i] == 0)
                    continue;
                slope[i] += weight * (y - chance) * x[i];
                for (var j = 0; j < size; j++)
                    curvature[i, j] += weight * chance * (1 - chance) * x[i] * x[j];
            }
        }
        // Keeps a covariate that tells nothing from dividing by zero, and is too little to be seen in any other.
        var trace = curvature.Trace();
        for (var i = 0; i < size; i++)
            curvature[i, i] += ridge + 1e-12 * trace + 1e-300;
        return (slope, curvature);
    }
}

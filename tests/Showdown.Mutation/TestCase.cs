using System.Reflection;
using System.Runtime.ExceptionServices;
using Xunit;
using Xunit.v3;

namespace Showdown.Mutation;

/// <summary>
/// One test method with one row of its data, called without the test framework: thousands of times in one process, where a runner would find and
/// report all tests each time.
/// </summary>
internal sealed class TestCase(Type type, MethodInfo method, object?[] row, int number, Fixtures fixtures)
{
    public string Name => $"{type.FullName}.{method.Name}#{number}";

    public static async Task<IReadOnlyList<TestCase>> FindAsync(Assembly tests, TestChoice choice, Fixtures fixtures)
    {
        var found = new List<TestCase>();
        foreach (var type in tests.GetTypes().Where(t => t is { IsAbstract: false, IsClass: true } && choice.Takes(t)))
        foreach (var method in type.GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is { Skip: null } && !choice.LeavesOut(m)))
        {
            var number = 0;
            foreach (var row in await RowsAsync(method))
                found.Add(new TestCase(type, method, row, number++, fixtures));
        }

        return found;
    }

    /// <summary>Throws what the test throws. One that is skipped has passed.</summary>
    public async Task RunAsync()
    {
        var test = await fixtures.MakeAsync(type);
        try
        {
            if (test is IAsyncLifetime lifetime)
                await lifetime.InitializeAsync();
            await Awaited(method.Invoke(test, Arguments()));
        }
        catch (TargetInvocationException e) when (!IsSkip(e.InnerException!))
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
        }
        catch (Exception e) when (IsSkip(e is TargetInvocationException { InnerException: { } inner } ? inner : e)) { }
        finally
        {
            if (test is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (test as IDisposable)?.Dispose();
        }
    }

    private static async Task<IReadOnlyList<object?[]>> RowsAsync(MethodInfo method)
    {
        if (method.GetCustomAttribute<TheoryAttribute>() is null)
            return
            [
                [],
            ];
        var rows = new List<object?[]>();
        foreach (var data in method.GetCustomAttributes().OfType<IDataAttribute>())
        {
            if (data is ITypeAwareDataAttribute aware)
                aware.MemberType ??= method.ReflectedType;
            rows.AddRange((await data.GetData(method, new Xunit.Sdk.DisposalTracker())).Where(r => r.Skip is null).Select(r => r.GetData()));
        }

        return rows;
    }

    private object?[] Arguments()
    {
        var parameters = method.GetParameters();
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var wanted = parameters[i].ParameterType;
            if (
                parameters[i].GetCustomAttribute<ParamArrayAttribute>() is not null
                && !(row.Length == parameters.Length && wanted.IsInstanceOfType(row[i]))
            )
            {
                var rest = Array.CreateInstance(wanted.GetElementType()!, Math.Max(0, row.Length - i));
                for (var j = i; j < row.Length; j++)
                    rest.SetValue(row[j], j - i);
                arguments[i] = rest;
            }
            else if (i >= row.Length)
                arguments[i] = parameters[i].DefaultValue;
            else
                arguments[i] = Converted(row[i], Nullable.GetUnderlyingType(wanted) ?? wanted);
        }

        return arguments;
    }

    // What attributes cannot hold is converted as the framework does.
    private static object? Converted(object? value, Type wanted) =>
        value is null || wanted.IsInstanceOfType(value) || wanted.IsGenericParameter || wanted.IsEnum || value is not IConvertible
            ? value
            : Convert.ChangeType(value, wanted, System.Globalization.CultureInfo.InvariantCulture);

    private static Task Awaited(object? result) =>
        result switch
        {
            Task task => task,
            ValueTask task => task.AsTask(),
            _ => Task.CompletedTask,
        };

    private static bool IsSkip(Exception e) => e.GetType().Name == "SkipException";
}

/// <summary>Which tests are used.</summary>
/// <param name="Prefixes">Beginnings of the full names of test classes.</param>
/// <param name="IsQuick">Without those that 'tests/run --quick' leaves out, as one that needs a server of databases.</param>
internal sealed record TestChoice(IReadOnlyList<string> Prefixes, bool IsQuick)
{
    public bool Takes(Type type) => !LeavesOut(type) && Prefixes.Any(p => type.FullName!.StartsWith(p, StringComparison.Ordinal));

    public bool LeavesOut(MemberInfo member) =>
        IsQuick && member.GetCustomAttributes<TraitAttribute>().Any(t => t is { Name: "Category", Value: "Slow" });
}

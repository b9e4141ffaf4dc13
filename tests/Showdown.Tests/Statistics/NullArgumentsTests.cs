using System.Reflection;
using System.Runtime.CompilerServices;
using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Whoever calls the package from a project without nullable references is told which argument is missing, at the call and not somewhere
/// below it.</summary>
public sealed class NullArgumentsTests
{
    public static TheoryData<string, string> Parameters =>
        [.. from method in Methods() from parameter in method.GetParameters() where IsRequired(parameter) select (Name(method), parameter.Name!)];

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Null_IsRefused_ByName(string method, string parameter)
    {
        var called = Methods().Single(m => Name(m) == method);
        var arguments = called.GetParameters().Select(p => p.Name == parameter ? null : Anything(p)).ToArray();
        var thrown = Record.Exception(() => called.Invoke(null, arguments));
        Assert.Equal(parameter, Assert.IsType<ArgumentNullException>(Assert.IsType<TargetInvocationException>(thrown).InnerException).ParamName);
    }

    private static IEnumerable<MethodInfo> Methods() =>
        from type in typeof(Paired).Assembly.GetExportedTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method is { IsGenericMethod: false, IsSpecialName: false }
        select method;

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}: {method}";

    private static bool IsRequired(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType
        && !parameter.ParameterType.IsByRef
        && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull;

    // Never looked at: the missing one is noticed first.
    private static object? Anything(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue ?? (type.IsValueType ? Activator.CreateInstance(type) : null);
        if (type == typeof(string))
            return "text";
        if (type.IsArray)
            return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsGenericType && type.IsInterface)
        {
            var list = typeof(List<>).MakeGenericType(type.GetGenericArguments()[0]);
            return type.IsAssignableFrom(list)
                ? Activator.CreateInstance(list)
                : Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()));
        }

        if (typeof(Delegate).IsAssignableFrom(type))
            return System
                .Linq.Expressions.Expression.Lambda(
                    type,
                    System.Linq.Expressions.Expression.Default(type.GetMethod("Invoke")!.ReturnType),
                    type.GetMethod("Invoke")!.GetParameters().Select(p => System.Linq.Expressions.Expression.Parameter(p.ParameterType))
                )
                .Compile();
        return RuntimeHelpers.GetUninitializedObject(type);
    }
}

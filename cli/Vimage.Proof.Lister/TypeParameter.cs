using System.Reflection;

namespace Vimage.Proof.Lister;

/// <summary>What may stand for a type parameter, by its constraints.</summary>
internal static class TypeParameter
{
    /// <summary>Returns the types that may stand for a parameter, the preferred first.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="preferred">Types to choose from, in sets.</param>
    internal static Type[] Candidates(Type parameter, Type[][] preferred)
    {
        GenericParameterAttributes special = parameter.GenericParameterAttributes;
        bool valueOnly = special.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        bool referenceOnly = special.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);
        Type[] constraints = parameter.GetGenericParameterConstraints();
        return
        [
            .. preferred.SelectMany(static types => types)
                .Where(type => type.IsValueType ? !referenceOnly : !valueOnly)
                .Where(type => constraints.All(constraint => MaySatisfy(type, constraint))),

            // An interface or class satisfies the constraint that it is. It may name the other parameters.
            .. constraints,
        ];
    }

    /// <summary>Puts the chosen arguments in place of the parameters in a constraint that was itself chosen.</summary>
    internal static Type Close(Type type, Type[] parameters, Type[] arguments)
    {
        if (!type.ContainsGenericParameters)
        {
            return type;
        }

        if (type.IsGenericParameter)
        {
            // One that refers to itself, or to another that is open, is left as it is, and then does not satisfy anything.
            int index = Array.IndexOf(parameters, type);
            return index >= 0 && !arguments[index].ContainsGenericParameters ? arguments[index] : type;
        }

        Type[] closed = [.. type.GetGenericArguments().Select(each => Close(each, parameters, arguments))];
        return type.IsGenericType ? type.GetGenericTypeDefinition().MakeGenericType(closed) : type;
    }

    // Of a constraint that names type parameters only its kind is known before they are chosen.
    private static bool MaySatisfy(Type type, Type constraint) =>
        !constraint.ContainsGenericParameters ? constraint.IsAssignableFrom(type)
        : !constraint.IsGenericType || Supertypes(type).Any(each =>
            each.IsGenericType && each.GetGenericTypeDefinition() == constraint.GetGenericTypeDefinition());

    private static IEnumerable<Type> Supertypes(Type type)
    {
        for (Type? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }

        foreach (Type @interface in type.GetInterfaces())
        {
            yield return @interface;
        }
    }
}

using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Vimage.Proof.Lister;

/// <summary>
/// Methods that are compiled only to be seen in the listing: one before each listed method, so that its listing is known by
/// place and not by name; and one that takes the address of a static field, so that the address is known.
/// </summary>
internal sealed class Marks
{
    internal const string TypeName = "VimageProofMark";
    internal const string MethodPrefix = "At";
    internal const string FieldPrefix = "Field";

    private readonly RuntimeMethodHandle[] _methods;
    private readonly RuntimeMethodHandle[] _fields;

    /// <summary>Defines the marks. The caller has entered the contextual reflection of the listed assembly's load context.</summary>
    internal Marks(Assembly listed, int methods, IReadOnlyList<FieldInfo> fields)
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("VimageProofMarks"), AssemblyBuilderAccess.Run);
        ModuleBuilder module = assembly.DefineDynamicModule("VimageProofMarks");
        AllowAccess(assembly, module, listed.GetName().Name!);
        TypeBuilder type = module.DefineType(TypeName, TypeAttributes.Public);
        for (int number = 0; number < methods; number++)
        {
            Define(type, MethodPrefix, number, typeof(void));
        }

        for (int number = 0; number < fields.Count; number++)
        {
            Define(type, FieldPrefix, number, typeof(nuint), fields[number]);
        }

        Type created = type.CreateType();
        _methods = [.. HandlesOf(created, MethodPrefix, methods)];
        _fields = [.. HandlesOf(created, FieldPrefix, fields.Count)];
    }

    /// <summary>Compiles the mark of a method.</summary>
    internal void Method(int number) => RuntimeHelpers.PrepareMethod(_methods[number]);

    /// <summary>Compiles the mark of a field.</summary>
    internal void Field(int number) => RuntimeHelpers.PrepareMethod(_fields[number]);

    private static void Define(TypeBuilder type, string prefix, int number, Type returns, FieldInfo? field = null)
    {
        ILGenerator body = type.DefineMethod(NameOf(prefix, number), MethodAttributes.Public | MethodAttributes.Static, returns, null)
            .GetILGenerator();
        if (field is not null)
        {
            body.Emit(OpCodes.Ldsflda, field);
            body.Emit(OpCodes.Conv_U);
        }

        body.Emit(OpCodes.Ret);
    }

    private static string NameOf(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<RuntimeMethodHandle> HandlesOf(Type type, string prefix, int count) =>
        Enumerable.Range(0, count).Select(number => type.GetMethod(NameOf(prefix, number))!.MethodHandle);

    // The runtime honours this attribute by its name, wherever it is defined: private fields are fields too.
    private static void AllowAccess(AssemblyBuilder assembly, ModuleBuilder module, string listed)
    {
        TypeBuilder attribute = module.DefineType(
            "System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute",
            TypeAttributes.Public | TypeAttributes.Sealed,
            typeof(Attribute));
        ConstructorBuilder constructor = attribute.DefineConstructor(
            MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        ILGenerator body = constructor.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [])!);
        body.Emit(OpCodes.Ret);
        ConstructorInfo created = attribute.CreateType().GetConstructor([typeof(string)])!;
        assembly.SetCustomAttribute(new CustomAttributeBuilder(created, [listed]));
    }
}

namespace Vimage.Analyzers.Use;

/// <summary>What a use of a variable needs: its value, or the variable itself.</summary>
internal enum VariableUse
{
    /// <summary>An accessor by value will do.</summary>
    Value,

    /// <summary>The variable itself; with an accessor by value the compiler refuses.</summary>
    Address,

    /// <summary>The variable itself; with an accessor by value the code compiles, and changes a copy.</summary>
    MutatingCall,
}

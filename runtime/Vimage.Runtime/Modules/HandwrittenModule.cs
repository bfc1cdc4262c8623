using Vimage.CompilerServices;

namespace Vimage;

/// <summary>What makes a module of a <see cref="VnetModuleInfo"/> and the argument of one registration.</summary>
internal sealed class HandwrittenModule : VnetModule
{
    private readonly VnetModuleInfo _info;
    private readonly object? _argument;

    internal HandwrittenModule(VnetModuleInfo info, string? instance, object? argument)
        : base(instance is null ? info.Name : $"{info.Name}:{instance}", TypeOf(info), FactsOf(info), [.. info.DependsOn])
    {
        _info = info;
        _argument = argument;
        HooksAt(
            info.Attach is null ? [] : [info.Subsystem, info.Order],
            info.Detach is null ? [] : [info.DetachSubsystem ?? info.Subsystem, info.DetachOrder ?? info.Order]);
    }

    protected override object CreateState() => new State { Value = _info.CreateState?.Invoke(_argument) };

    protected override void Adopt(object state, RawStatics raw)
    {
    }

    protected override void Initialize(object state)
    {
    }

    protected override void Init(Vnet vnet) => _info.Attach!(vnet, _argument);

    protected override void Uninit(Vnet vnet) => _info.Detach!(vnet, _argument);

    // Its code is where its hooks are: the load context that this type is in decides when the module has to leave.
    private static Type TypeOf(VnetModuleInfo info) =>
        (info.Attach?.Method ?? info.Detach?.Method ?? info.CreateState?.Method)?.DeclaringType ?? typeof(HandwrittenModule);

    private static VnetModuleFacts FactsOf(VnetModuleInfo info) =>
        (info.Attach is null ? VnetModuleFacts.None : VnetModuleFacts.HasInit)
        | (info.Detach is null ? VnetModuleFacts.None : VnetModuleFacts.HasUninit);

    internal sealed class State
    {
        internal object? Value;
    }
}

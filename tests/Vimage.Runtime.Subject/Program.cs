using System.Globalization;
using Vimage;
using Vimage.Runtime.Subject;

return args switch
{
    ["strict"] => Strict(),
    ["recursion"] => Recursion(),
    ["disagree"] => Disagree(),
    ["leak"] => await Leak(),
    ["unhandled"] => Unhandled(),
    _ => 2,
};

static int Strict()
{
    try
    {
        Counter.V_count++;
        return 1;
    }
    catch (NoCurrentVnetException thrown)
    {
        Console.WriteLine(thrown.Message);
    }

    using (Vnet.Root.Enter())
    {
        Console.WriteLine(++Counter.V_count);
    }

    return 0;
}

static int Recursion()
{
    Vnet vnet;
    using (Vnet.Root.Enter())
    {
        vnet = Vnet.Root.CreateChild("inner");
    }

    for (int i = 0; i < 5; i++)
    {
        using (Vnet.Root.Enter())
        using (vnet.EnterSync())
        {
            Counter.V_count++;
        }
    }

    foreach (VnetRecursion recursion in VnetDebug.Recursions)
    {
        Console.WriteLine(recursion);
    }

    Console.WriteLine(VnetDebug.Recursions.Count.ToString(CultureInfo.InvariantCulture));
    return 0;
}

static int Disagree()
{
    using (Vnet.Root.Enter())
    {
        Vnet other = Vnet.Root.CreateChild("other");
        try
        {
            Counter.INIT_VNET_COUNTER(other).V_count++;
            return 1;
        }
        catch (InvalidOperationException thrown)
        {
            Console.WriteLine(thrown.Message);
            return 0;
        }
    }
}

static async Task<int> Leak()
{
    VnetTeardownReport report;
    using (Vnet.Root.Enter())
    {
        Vnet vnet = Vnet.Root.CreateChild("leaky");
#pragma warning disable VIM0201 // A scope that is left open is what the report is to find.
        _ = vnet.Enter();
#pragma warning restore VIM0201
        _ = vnet.CreateTimer(static _ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan, tag: "heartbeat");
        using (Vnet.Root.Enter())
        {
            report = await vnet.DestroyAsync();
        }
    }

    Console.WriteLine(report);
    return 0;
}

static int Unhandled()
{
    AppDomain.CurrentDomain.UnhandledException += static (_, _) =>
    {
        Console.WriteLine(Vnet.Current.Name);
        Environment.Exit(0);
    };
    Vnet vnet;
    using (Vnet.Root.Enter())
    {
        vnet = Vnet.Root.CreateChild("thrower");
    }

    Thread thread = new(() =>
    {
        using (vnet.Enter())
        {
            throw new InvalidOperationException();
        }
    });
#pragma warning disable VIM0203 // With Start, the flow that is carried along is unwound before anybody hears of the exception.
    thread.UnsafeStart();
#pragma warning restore VIM0203
    thread.Join();

    return 1;
}

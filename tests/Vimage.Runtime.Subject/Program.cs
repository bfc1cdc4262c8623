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
        _ = vnet.Enter();
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

    // Not with Start: a flow that is carried into a thread is unwound before anybody hears of the exception.
    Thread thread = new(() =>
    {
        using (vnet.Enter())
        {
            throw new InvalidOperationException();
        }
    });
    thread.UnsafeStart();
    thread.Join();

    return 1;
}

using System;
using Vimage;

namespace Quickstart.Ripd;

/// <summary>The table of interfaces.</summary>
[VnetModule("interfaces", DependsOn = ["config", "log"])]
internal static partial class Interfaces
{
    private const int Max = 16;

    [Virtualized] internal static readonly Interface[] if_table = new Interface[Max];
    [Virtualized] internal static int if_count;

    /// <summary>Adds an interface, up, with the network it is on.</summary>
    /// <returns>Its index; -1 if the table is full.</returns>
    internal static int Attach(string name, uint address, uint mask, Action<byte[]> transmit)
    {
        if (V_if_count == Max)
        {
            Log.Notice($"{name}: no room for another interface");
            return -1;
        }

        int index = V_if_count++;
        V_if_table[index] = new Interface { Name = name, Address = address, Mask = mask, Cost = 1, Transmit = transmit };
        SetCarrier(index, isUp: true);
        return index;
    }

    /// <summary>Tells the daemon that a cable was plugged in or pulled.</summary>
    internal static void SetCarrier(int index, bool isUp)
    {
        ref Interface device = ref V_if_table[index];
        if (device.IsUp == isUp)
        {
            return;
        }

        device.IsUp = isUp;
        Log.Notice($"{device.Name}: carrier {(isUp ? "found" : "lost")}");
        if (isUp)
        {
            Routes.AddConnected(index);
            Output.Ask(index);
        }
        else
        {
            Routes.KillThrough(index);
        }
    }

    internal static bool IsOwnAddress(uint address)
    {
        for (int i = 0; i < V_if_count; i++)
        {
            if (V_if_table[i].Address == address)
            {
                return true;
            }
        }

        return false;
    }
}

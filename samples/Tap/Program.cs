using PageServer;

// A vnet with a network stack of its own serves a page to curl: the Linux kernel at the other end of a TAP device, in a network
// namespace so that nothing else on the machine is touched.
if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
{
    Console.Error.WriteLine("This sample makes a network namespace and a TAP device, which takes Linux and root, and runs ip and curl.");
    return 2;
}

return await WebVnet.ServeCurlAsync();

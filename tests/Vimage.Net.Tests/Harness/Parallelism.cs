#if ONE_INSTANCE
[assembly: CollectionBehavior(DisableTestParallelization = true)]
#endif

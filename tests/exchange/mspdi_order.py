"""The order in which the schema of MS Project XML has its elements, which MS Project insists on.

Elements by path; `!` marks those that must be there. Source: the order that MPXJ's classes, made from the schema,
declare, with the manual dates where MS Project 2010 and later write them. Compared with Microsoft's own pages on
the schema for the project, outline codes, custom fields and the first half of a task, not for the rest.
"""

from __future__ import annotations

_TIMEPHASED = "Type UID! Start Finish Unit Value"

ORDER: dict[str, str] = {
    "Project": (
        "SaveVersion! UID Name GUID Title Subject Category Company Manager Author CreationDate Revision LastSaved "
        "ScheduleFromStart StartDate FinishDate FYStartDate CriticalSlackLimit CurrencyDigits CurrencySymbol "
        "CurrencyCode! CurrencySymbolPosition CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay "
        "MinutesPerWeek DaysPerMonth DefaultTaskType DefaultFixedCostAccrual DefaultStandardRate "
        "DefaultOvertimeRate DurationFormat WorkFormat EditableActualCosts HonorConstraints EarnedValueMethod "
        "InsertedProjectsLikeSummary MultipleCriticalPaths NewTasksEffortDriven NewTasksEstimated "
        "SplitsInProgressTasks SpreadActualCost SpreadPercentComplete TaskUpdatesResource FiscalYearStart "
        "WeekStartDay MoveCompletedEndsBack MoveRemainingStartsBack MoveRemainingStartsForward "
        "MoveCompletedEndsForward BaselineForEarnedValue AutoAddNewResourcesAndTasks StatusDate CurrentDate "
        "MicrosoftProjectServerURL Autolink NewTaskStartDate NewTasksAreManual DefaultTaskEVMethod "
        "ProjectExternallyEdited ExtendedCreationDate ActualsInSync RemoveFileProperties AdminProject "
        "BaselineCalendar UpdateManuallyScheduledTasksWhenEditingLinks "
        "KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled OutlineCodes WBSMasks ExtendedAttributes Calendars "
        "Tasks Resources Assignments"
    ),
    "Project/ExtendedAttributes": "ExtendedAttribute",
    "Project/OutlineCodes/OutlineCode/Values": "Value",
    "Project/OutlineCodes/OutlineCode": (
        "Guid! FieldID FieldName Alias PhoneticAlias Values Enterprise EnterpriseOutlineCodeAlias "
        "ResourceSubstitutionEnabled LeafOnly AllLevelsRequired OnlyTableValuesAllowed ShowIndent Masks"
    ),
    "Project/OutlineCodes": "OutlineCode",
    "Project/ExtendedAttributes/ExtendedAttribute": (
        "FieldID FieldName CFType Guid ElemType MaxMultiValues UserDef Alias SecondaryPID AutoRollDown "
        "DefaultGuid Ltuid SecondaryGuid PhoneticAlias RollupType CalculationType Formula RestrictValues "
        "ValuelistSortOrder AppendNewValues Default ValueList"
    ),
    "Project/ExtendedAttributes/ExtendedAttribute/ValueList": "Value",
    "Project/Calendars": "Calendar",
    "Project/Calendars/Calendar": (
        "UID! GUID Name IsBaseCalendar IsBaselineCalendar BaseCalendarUID WeekDays Exceptions WorkWeeks"
    ),
    "Project/Calendars/Calendar/WeekDays": "WeekDay",
    "Project/Calendars/Calendar/WeekDays/WeekDay": "DayType! DayWorking TimePeriod WorkingTimes",
    "Project/Calendars/Calendar/WeekDays/WeekDay/TimePeriod": "FromDate ToDate",
    "Project/Calendars/Calendar/WeekDays/WeekDay/WorkingTimes": "WorkingTime",
    "Project/Calendars/Calendar/WeekDays/WeekDay/WorkingTimes/WorkingTime": "FromTime ToTime",
    "Project/Calendars/Calendar/Exceptions": "Exception",
    "Project/Calendars/Calendar/Exceptions/Exception": (
        "EnteredByOccurrences TimePeriod Occurrences Name Type Period DaysOfWeek MonthItem MonthPosition Month "
        "MonthDay DayWorking WorkingTimes"
    ),
    "Project/Calendars/Calendar/Exceptions/Exception/TimePeriod": "FromDate ToDate",
    "Project/Calendars/Calendar/Exceptions/Exception/WorkingTimes": "WorkingTime",
    "Project/Calendars/Calendar/Exceptions/Exception/WorkingTimes/WorkingTime": "FromTime ToTime",
    "Project/Calendars/Calendar/WorkWeeks": "WorkWeek",
    "Project/Calendars/Calendar/WorkWeeks/WorkWeek": "TimePeriod Name WeekDays",
    "Project/Calendars/Calendar/WorkWeeks/WorkWeek/TimePeriod": "FromDate ToDate",
    "Project/Calendars/Calendar/WorkWeeks/WorkWeek/WeekDays": "WeekDay",
    "Project/Calendars/Calendar/WorkWeeks/WorkWeek/WeekDays/WeekDay": "DayType! DayWorking WorkingTimes",
    "Project/Calendars/Calendar/WorkWeeks/WorkWeek/WeekDays/WeekDay/WorkingTimes": "WorkingTime",
    "Project/Calendars/Calendar/WorkWeeks/WorkWeek/WeekDays/WeekDay/WorkingTimes/WorkingTime": "FromTime ToTime",
    "Project/Tasks": "Task",
    "Project/Tasks/Task": (
        "UID! GUID ID Name Active Manual Type IsNull CreateDate Contact WBS WBSLevel OutlineNumber OutlineLevel "
        "Priority Start Finish Duration ManualStart ManualFinish ManualDuration DurationFormat Work Stop Resume "
        "ResumeValid EffortDriven Recurring OverAllocated Estimated Milestone Summary DisplayAsSummary Critical "
        "IsSubproject IsSubprojectReadOnly SubprojectName ExternalTask ExternalTaskProject EarlyStart EarlyFinish "
        "LateStart LateFinish StartVariance FinishVariance WorkVariance FreeSlack TotalSlack StartSlack "
        "FinishSlack FixedCost FixedCostAccrual PercentComplete PercentWorkComplete Cost OvertimeCost "
        "OvertimeWork ActualStart ActualFinish ActualDuration ActualCost ActualOvertimeCost ActualWork "
        "ActualOvertimeWork RegularWork RemainingDuration RemainingCost RemainingWork RemainingOvertimeCost "
        "RemainingOvertimeWork ACWP CV ConstraintType CalendarUID ConstraintDate Deadline LevelAssignments "
        "LevelingCanSplit LevelingDelay LevelingDelayFormat PreLeveledStart PreLeveledFinish Hyperlink "
        "HyperlinkAddress HyperlinkSubAddress IgnoreResourceCalendar Notes HideBar Rollup BCWS BCWP "
        "PhysicalPercentComplete EarnedValueMethod PredecessorLink ActualWorkProtected "
        "ActualOvertimeWorkProtected ExtendedAttribute Baseline OutlineCode IsPublished StatusManager "
        "CommitmentStart CommitmentFinish CommitmentType StartText FinishText DurationText TimephasedData Project"
    ),
    "Project/Tasks/Task/PredecessorLink": "PredecessorUID Type CrossProject CrossProjectName LinkLag LagFormat",
    "Project/Tasks/Task/ExtendedAttribute": "FieldID Value ValueGUID DurationFormat",
    "Project/Tasks/Task/Baseline": (
        "TimephasedData Number Interim Start Finish Duration DurationFormat EstimatedDuration Work Cost BCWS BCWP "
        "FixedCost"
    ),
    "Project/Tasks/Task/OutlineCode": "FieldID ValueID ValueGUID",
    "Project/Resources": "Resource",
    "Project/Resources/Resource": (
        "UID! GUID ID Name Type IsNull Initials Phonetics NTAccount MaterialLabel Code Group WorkGroup "
        "EmailAddress Hyperlink HyperlinkAddress HyperlinkSubAddress MaxUnits PeakUnits OverAllocated "
        "AvailableFrom AvailableTo Start Finish CanLevel AccrueAt Work RegularWork OvertimeWork ActualWork "
        "RemainingWork ActualOvertimeWork RemainingOvertimeWork PercentWorkComplete StandardRate "
        "StandardRateFormat Cost OvertimeRate OvertimeRateFormat OvertimeCost CostPerUse ActualCost "
        "ActualOvertimeCost RemainingCost RemainingOvertimeCost WorkVariance CostVariance SV CV ACWP CalendarUID "
        "Notes BCWS BCWP IsGeneric IsInactive IsEnterprise BookingType ActualWorkProtected "
        "ActualOvertimeWorkProtected ActiveDirectoryGUID CreationDate ExtendedAttribute Baseline OutlineCode "
        "CostCenter IsCostResource AssnOwner AssnOwnerGuid IsBudget AvailabilityPeriods Rates TimephasedData"
    ),
    "Project/Resources/Resource/ExtendedAttribute": "FieldID Value ValueGUID DurationFormat",
    "Project/Resources/Resource/Baseline": "Number! Work Cost BCWS BCWP",
    "Project/Resources/Resource/OutlineCode": "FieldID ValueID ValueGUID",
    "Project/Resources/Resource/AvailabilityPeriods": "AvailabilityPeriod",
    "Project/Resources/Resource/AvailabilityPeriods/AvailabilityPeriod": (
        "AvailableFrom AvailableTo AvailableUnits"
    ),
    "Project/Resources/Resource/Rates": "Rate",
    "Project/Resources/Resource/Rates/Rate": (
        "RatesFrom! RatesTo! RateTable StandardRate StandardRateFormat OvertimeRate OvertimeRateFormat CostPerUse"
    ),
    "Project/Assignments": "Assignment",
    "Project/Assignments/Assignment": (
        "UID! GUID TaskUID ResourceUID PercentWorkComplete ActualCost ActualFinish ActualOvertimeCost "
        "ActualOvertimeWork ActualStart ActualWork ACWP Confirmed Cost CostRateTable CostVariance CV Delay Finish "
        "FinishVariance Hyperlink HyperlinkAddress HyperlinkSubAddress WorkVariance HasFixedRateUnits "
        "FixedMaterial LevelingDelay LevelingDelayFormat LinkedFields Milestone Notes Overallocated OvertimeCost "
        "OvertimeWork PeakUnits RateScale RegularWork RemainingCost RemainingOvertimeCost RemainingOvertimeWork "
        "RemainingWork ResponsePending Start Stop Resume StartVariance Summary SV Units UpdateNeeded VAC Work "
        "WorkContour BCWS BCWP BookingType ActualWorkProtected ActualOvertimeWorkProtected CreationDate AssnOwner "
        "AssnOwnerGuid BudgetCost BudgetWork ExtendedAttribute Baseline TimephasedData"
    ),
    "Project/Assignments/Assignment/ExtendedAttribute": "FieldID Value ValueGUID DurationFormat",
    "Project/Assignments/Assignment/Baseline": "TimephasedData Number! Start Finish Work Cost BCWS BCWP",
    "Project/Assignments/Assignment/TimephasedData": _TIMEPHASED,
}
